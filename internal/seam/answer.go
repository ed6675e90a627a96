// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxPages bounds a list: 100,000 objects, at the API's default of 500 in a page.
const maxPages = 200

// answer is what is kept of a success. It is read as it arrives, since the list of a large access group takes megabytes
// as JSON and a fraction of that as what is read from it.
type answer struct {
	// limit is how many bytes it may have.
	limit int64
	// field is what the path promises, and read reads its value. A change is promised nothing: it leaves them empty.
	field string
	read  func(*intake, *json.Decoder) error
	// check says whether what was read is what the path promises, and an answer to what was asked.
	check func() error

	// found is whether the field was there.
	found      bool
	ok         bool
	pagination pagination
	// malformed is why the body is not the JSON that Seam documents.
	malformed error
}

type pagination struct {
	HasNextPage    bool   `json:"has_next_page"`
	NextPageCursor string `json:"next_page_cursor"`
}

var (
	errIncomplete = errors.New("the answer does not hold what its path promises")
	errShape      = errors.New("a value has another type")
	errTrailing   = errors.New("something follows its end")
)

// decode reads the body of one attempt, in place of what it read of the attempt before.
func (a *answer) decode(body *intake) {
	a.found, a.ok, a.pagination = false, false, pagination{}
	a.malformed = a.decodeBody(body, json.NewDecoder(body))
}

func (a *answer) decodeBody(body *intake, decoder *json.Decoder) error {
	fields := func() error {
		name, err := decoder.Token()
		if err != nil {
			return err
		}
		return a.decodeField(body, decoder, name)
	}
	if _, err := within(decoder, '{', fields); err != nil {
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errTrailing
	}
	return nil
}

func (a *answer) decodeField(body *intake, decoder *json.Decoder, name json.Token) error {
	switch {
	case name == "ok":
		return decoder.Decode(&a.ok)
	case name == "pagination":
		return decoder.Decode(&a.pagination)
	case name == a.field && a.read != nil:
		a.found = true
		return a.read(body, decoder)
	default:
		return decoder.Decode(new(json.RawMessage))
	}
}

// within reads an object or an array that opens as given: each for as long as there is more, then its end. It reports
// false for null.
func within(decoder *json.Decoder, opening json.Delim, each func() error) (bool, error) {
	token, err := decoder.Token()
	if err != nil || token == nil {
		return false, err
	}
	if token != opening {
		return false, errShape
	}
	for decoder.More() {
		if err := each(); err != nil {
			return false, err
		}
	}
	_, err = decoder.Token()
	return true, err
}

// verify returns what keeps the answer from being a success that Seam documents.
func (a *answer) verify() error {
	switch {
	case a.malformed != nil:
		return fmt.Errorf("the answer is not the JSON that Seam documents: %w", a.malformed)
	case !a.ok:
		return errors.New(`the answer does not say "ok": true`)
	default:
		return a.check()
	}
}

// objectOf is a pointer to one of the objects of the API.
type objectOf[T any] interface {
	*T
	id() string
	// lowerIDs writes the IDs in lowercase: that is how Terraform has them, and a person under two spellings is two people.
	lowerIDs()
}

func lower(ids ...*string) {
	for _, id := range ids {
		*id = strings.ToLower(*id)
	}
}

// change makes a call whose answer says no more than that it was accepted.
func change(ctx context.Context, c *Client, path string, body any) error {
	accepted := func() error { return nil }
	return (&call{client: c, path: path, isChange: true, answer: answer{limit: maxObjectBytes, check: accepted}}).run(ctx, body)
}

// get makes a call for one object, in the named field. An answer without it, without its ID, or with one that check
// refuses, is an error.
func get[T any, P objectOf[T]](ctx context.Context, c *Client, path string, body any, field string, check func(P) error) (P, error) {
	return object(ctx, call{client: c, path: path}, body, field, check)
}

// create makes a call that makes an object, and returns it, from the named field. It is repeated only as long as Seam has
// certainly not made the object. Of a failure, Outcome tells whether there may be one.
func create[T any, P objectOf[T]](ctx context.Context, c *Client, path string, body any, field string, check func(P) error) (P, error) {
	return object(ctx, call{client: c, path: path, isChange: true, isCreate: true}, body, field, check)
}

// object makes the call for one object, as get says.
func object[T any, P objectOf[T]](ctx context.Context, asked call, body any, field string, check func(P) error) (P, error) {
	var found P
	asked.answer = answer{limit: maxObjectBytes, field: field}
	asked.answer.read = func(_ *intake, decoder *json.Decoder) error {
		found = nil
		return decoder.Decode(&found)
	}
	asked.answer.check = func() error {
		if found == nil || found.id() == "" {
			return errIncomplete
		}
		found.lowerIDs()
		return check(found)
	}
	if err := asked.run(ctx, body); err != nil {
		return nil, err
	}
	return found, nil
}

// same returns an error where an answer is about something else than what was asked for. An empty question has any answer.
func same(field, asked, answered string) error {
	if asked == "" || asked == answered {
		return nil
	}
	return fmt.Errorf("asked for %s %s, Seam answered with %q", field, asked, answered)
}

// NextPage reads a list page by page. Each call returns the next page, and whether there is another one. An object that was
// on an earlier page is left out: it has moved from page to page meanwhile. After the last page there is nothing more. After
// an error, the next call asks for the same page again. Calls must not overlap.
type NextPage[T any] func(ctx context.Context) (page []T, isMore bool, err error)

// list reads all pages of a list, as pages says.
func list[T any, P objectOf[T]](ctx context.Context, c *Client, path string, body fields, field string, check func(P) error) ([]T, error) {
	next := pages(c, path, body, field, check)
	all, isMore, err := next(ctx)
	for isMore && err == nil {
		var page []T
		page, isMore, err = next(ctx)
		all = append(all, page...)
	}
	if err != nil {
		return nil, err
	}
	return all, nil
}

// pages makes calls for objects, in the named field. An answer without a list, an object without its ID or one that check
// refuses, or a page that cannot be reached or brings nothing new, is an error: a list that is silently short would make
// people look removed who are not.
func pages[T any, P objectOf[T]](c *Client, path string, body fields, field string, check func(P) error) NextPage[T] {
	listed, visited := map[string]bool{}, map[string]bool{}
	isMore := true
	return func(ctx context.Context) ([]T, bool, error) {
		if !isMore {
			return nil, false, nil
		}
		page := []T{}
		asked := call{client: c, path: path, answer: answer{limit: maxListBytes, field: field}}
		asked.answer.read = func(body *intake, decoder *json.Decoder) (err error) {
			page = page[:0]
			asked.answer.found, err = within(decoder, '[', func() error {
				var next T
				if err := decoder.Decode(&next); err != nil {
					return err
				}
				P(&next).lowerIDs()
				page = append(page, next)
				return body.endObject()
			})
			return err
		}
		asked.answer.check = func() error {
			if !asked.answer.found {
				return errIncomplete
			}
			isNew := false
			for i := range page {
				next := P(&page[i])
				if next.id() == "" {
					return errIncomplete
				}
				if err := check(next); err != nil {
					return err
				}
				isNew = isNew || !listed[next.id()]
			}
			return asked.answer.pagination.check(visited, isNew)
		}
		if err := asked.run(ctx, body); err != nil {
			return nil, true, err
		}
		page = slices.DeleteFunc(page, func(next T) bool {
			id := P(&next).id()
			isListed := listed[id]
			listed[id] = true
			return isListed
		})
		isMore = asked.answer.pagination.HasNextPage
		visited[asked.answer.pagination.NextPageCursor] = true
		body["page_cursor"] = asked.answer.pagination.NextPageCursor
		return page, isMore, nil
	}
}

// check refuses a next page that has no cursor or one that was visited, one after a page that brought nothing new, and one
// too many.
func (p pagination) check(visited map[string]bool, isNew bool) error {
	switch {
	case !p.HasNextPage:
		return nil
	case p.NextPageCursor == "":
		return errors.New("the answer says that there is another page, and does not say where")
	case visited[p.NextPageCursor]:
		return errors.New("the answer leads back to a page that was read already")
	case !isNew:
		return errors.New("the answer says that there is another page, and brings nothing new itself")
	case len(visited)+1 >= maxPages:
		return fmt.Errorf("the list has more than %d pages", maxPages)
	default:
		return nil
	}
}
