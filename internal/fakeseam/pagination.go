// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
)

// How many objects a page has where the request does not say, as in the OpenAPI document.
const (
	defaultLimit          = 500
	defaultEntrancesLimit = 900
)

// pageFields are the fields with which a request asks for a page.
func pageFields() []field {
	return []field{{name: "limit", kind: limitField}, {name: "page_cursor", kind: textField, nullable: true}}
}

// cursor says where a page begins. Like the cursors of Seam's fake it is only good for the same question, which it
// remembers as a hash; unlike them it names a place rather than an object, so that deleting the object does no harm.
type cursor struct {
	Question string `json:"question"`
	// From is the serial of the first object of the page.
	From int `json:"from"`
}

type pagination struct {
	NextPageCursor *string `json:"next_page_cursor"`
	HasNextPage    bool    `json:"has_next_page"`
	NextPageURL    *string `json:"next_page_url"`
}

type numbered interface{ number() int }

func (e *acsEntrance) number() int  { return e.serial }
func (u *acsUser) number() int      { return u.serial }
func (i *userIdentity) number() int { return i.serial }

// page cuts the page that a request asks for out of all objects that match it. The limit is for a request without one.
func page[T numbered](c *call, all []T, limit int) ([]T, pagination, *apiError) {
	if given, isGiven := c.params["limit"].(float64); isGiven {
		limit = int(given)
	}
	question := questionOf(c, limit)
	start, err := readCursor(c.params.text("page_cursor"), question)
	if err != nil {
		return nil, pagination{}, err
	}
	for len(all) > 0 && all[0].number() < start.From {
		all = all[1:]
	}
	if len(all) <= limit {
		return all, pagination{}, nil
	}
	next := encodeCursor(cursor{Question: question, From: all[limit].number()})
	return all[:limit], pagination{NextPageCursor: &next, HasNextPage: true, NextPageURL: nextPageURL(c, next)}, nil
}

// questionOf is a hash of everything that a request asks but for the page.
func questionOf(c *call, limit int) string {
	question := map[string]any{"path": c.path, "limit": limit}
	for name, value := range c.params {
		if name != "page_cursor" && name != "limit" {
			question[name] = value
		}
	}
	sum := sha256.Sum256(encode(question))
	return hex.EncodeToString(sum[:])
}

func encodeCursor(c cursor) string {
	return base64.StdEncoding.EncodeToString(encode(c))
}

// readCursor decodes a page_cursor. An empty one means the first page.
func readCursor(text, question string) (cursor, *apiError) {
	var c cursor
	if text == "" {
		return c, nil
	}
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return c, invalidInput(issue{"page_cursor", "Invalid base64"})
	}
	if json.Unmarshal(decoded, &c) != nil {
		return c, badRequest("invalid_input", "Error while parsing input")
	}
	if c.Question != question {
		return c, badRequest("mismatched_page_parameters",
			"When using next_page_cursor, the request must send parameters identical to the initial request.")
	}
	return c, nil
}

func nextPageURL(c *call, next string) *string {
	query := url.Values{"next_page_cursor": {next}}
	for name, value := range c.params {
		if name != "page_cursor" {
			query.Set(name, fmt.Sprint(value))
		}
	}
	link := url.URL{Scheme: "http", Host: c.host, Path: c.path, RawQuery: query.Encode()}
	text := link.String()
	return &text
}
