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
)

// answer is what is kept of a success. It is read as it arrives, since the list of a large access group takes megabytes
// as JSON and a fraction of that as what is read from it.
type answer struct {
	// limit is how many bytes it may have.
	limit int64
	// field is what the path promises, and read reads its value. A change is promised nothing: it leaves them empty.
	field string
	read  func(*intake, *json.Decoder) error
	// check says whether what was read is what the path promises.
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

type object interface{ id() string }

// change makes a call whose answer says no more than that it was accepted.
func change(ctx context.Context, c *Client, path string, body any) error {
	accepted := func() error { return nil }
	return (&call{client: c, path: path, isChange: true, answer: answer{limit: maxObjectBytes, check: accepted}}).run(ctx, body)
}

// get makes a call for one object, in the named field. An answer without it, or without its ID, is an error.
func get[T object](ctx context.Context, c *Client, path string, body fields, field string) (*T, error) {
	var found *T
	asked := call{client: c, path: path, answer: answer{limit: maxObjectBytes, field: field}}
	asked.answer.read = func(_ *intake, decoder *json.Decoder) error {
		found = nil
		return decoder.Decode(&found)
	}
	asked.answer.check = func() error {
		if found == nil || (*found).id() == "" {
			return errIncomplete
		}
		return nil
	}
	if err := asked.run(ctx, body); err != nil {
		return nil, err
	}
	return found, nil
}

// list makes a call for objects, in the named field, and one more as long as Seam says that there is another page. An
// answer without a list, an object without its ID, or a page that cannot be reached is an error: a list that is silently
// short would make people look removed who are not. An object that moves from page to page while they are read is listed
// once.
func list[T object](ctx context.Context, c *Client, path string, body fields, field string) ([]T, error) {
	all := []T{}
	listed := map[string]bool{}
	visited := map[string]bool{}
	for {
		page := len(all)
		asked := call{client: c, path: path, answer: answer{limit: maxListBytes, field: field}}
		asked.answer.read = func(body *intake, decoder *json.Decoder) (err error) {
			all = all[:page]
			asked.answer.found, err = within(decoder, '[', func() error {
				var next T
				if err := decoder.Decode(&next); err != nil {
					return err
				}
				all = append(all, next)
				return body.endObject()
			})
			return err
		}
		asked.answer.check = func() error {
			if !asked.answer.found {
				return errIncomplete
			}
			for i := range all[page:] {
				if all[page+i].id() == "" {
					return errIncomplete
				}
			}
			return asked.answer.pagination.check(visited)
		}
		if err := asked.run(ctx, body); err != nil {
			return nil, err
		}
		kept := slices.DeleteFunc(all[page:], func(next T) bool {
			isListed := listed[next.id()]
			listed[next.id()] = true
			return isListed
		})
		all = all[:page+len(kept)]
		if !asked.answer.pagination.HasNextPage {
			return all, nil
		}
		visited[asked.answer.pagination.NextPageCursor] = true
		body["page_cursor"] = asked.answer.pagination.NextPageCursor
	}
}

// check refuses a next page that has no cursor, or a cursor that was visited.
func (p pagination) check(visited map[string]bool) error {
	switch {
	case !p.HasNextPage:
		return nil
	case p.NextPageCursor == "":
		return errors.New("the answer says that there is another page, and does not say where")
	case visited[p.NextPageCursor]:
		return errors.New("the answer leads back to a page that was read already")
	default:
		return nil
	}
}
