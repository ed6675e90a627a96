// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package crowd

import (
	"context"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// name is one of the names that a person goes by, such as an ID or an e-mail address.
type name struct {
	field string
	value string
}

// crowd is the people who are in one list. The list is read page by page, and never more pages than names were asked for: once
// it does not pay to go on reading, a name is asked for singly. So a name costs two requests at most, and many names cost the
// pages alone. It is safe for use by many goroutines.
type crowd[P any] struct {
	// ask asks Seam who goes by a name.
	ask func(context.Context, name) ([]*P, error)
	// pages begins to read the list.
	pages func() seam.NextPage[P]
	// names returns the names that a person goes by, as find is asked for them.
	names func(*P) []name
	// unique are the fields whose values belong to one person: the first page that has the value answers. Of others, only the
	// whole list does.
	unique map[string]bool

	answers par.Cache[name, []*P]
	// loads are the pages that are being read, by number.
	loads par.Cache[int, struct{}]

	mu sync.Mutex
	// asked are the names that were asked for, singly those of them that Seam was asked for one by one.
	asked  map[name]bool
	singly map[name]bool
	list   listing[P]
	// anew are names that go by what Seam says at the time: this process has changed who has them. expected are those of them
	// whose person nobody has seen, so that the other names of the person are not known.
	anew     map[name]bool
	expected map[name]bool
}

// listing is what was read of the list.
type listing[P any] struct {
	next       seam.NextPage[P]
	pages      [][]P
	byName     map[name][]*P
	isComplete bool
}

func newCrowd[P any](
	ask func(context.Context, name) ([]*P, error), pages func() seam.NextPage[P], names func(*P) []name, unique ...string,
) *crowd[P] {
	c := &crowd[P]{
		ask: ask, pages: pages, names: names, unique: map[string]bool{},
		asked: map[name]bool{}, singly: map[name]bool{}, anew: map[name]bool{}, expected: map[name]bool{},
	}
	for _, field := range unique {
		c.unique[field] = true
	}
	c.startOver()
	return c
}

// find returns who goes by a name. Nobody is no error.
func (c *crowd[P]) find(ctx context.Context, n name) ([]*P, error) {
	if c.isAskedAnew(n) {
		return c.ask(ctx, n)
	}
	found, isKnown, err := c.findListed(ctx, n)
	if err != nil || isKnown {
		return found, err
	}
	return c.findSingly(ctx, n)
}

// get is find for an ID: that a list does not have it is not enough to tell that somebody is gone.
func (c *crowd[P]) get(ctx context.Context, id name) ([]*P, error) {
	found, err := c.find(ctx, id)
	if err != nil || len(found) > 0 {
		return found, err
	}
	return c.findSingly(ctx, id)
}

// findListed returns who goes by a name as far as the list tells, of which it reads as much as pays.
func (c *crowd[P]) findListed(ctx context.Context, n name) (found []*P, isKnown bool, err error) {
	for {
		found, isKnown, page := c.look(n)
		if isKnown || page < 0 {
			return found, isKnown, nil
		}
		if err := c.read(ctx, page); err != nil {
			return nil, false, err
		}
	}
}

// findSingly asks Seam for a name, once. From then on it goes by that answer, whatever a later page has.
func (c *crowd[P]) findSingly(ctx context.Context, n name) ([]*P, error) {
	c.mu.Lock()
	c.singly[n] = true
	c.mu.Unlock()
	return c.answers.Get(ctx, n, func(ctx context.Context) ([]*P, error) { return c.ask(ctx, n) })
}

// everybody returns the pages of the whole list.
func (c *crowd[P]) everybody(ctx context.Context) ([][]P, error) {
	for {
		c.mu.Lock()
		list := c.list
		c.mu.Unlock()
		if list.isComplete {
			return list.pages, nil
		}
		if err := c.read(ctx, len(list.pages)); err != nil {
			return nil, err
		}
	}
}

// look looks a name up in what was read. Where that does not tell, it returns the number of the page to read, or -1 where there
// is none that pays.
func (c *crowd[P]) look(n name) (found []*P, isKnown bool, page int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked[n] = true
	if c.singly[n] {
		return nil, false, -1
	}
	found = c.list.byName[n]
	if c.list.isComplete || len(found) > 0 && c.unique[n.field] {
		return found, true, -1
	}
	if len(c.asked) > len(c.list.pages) {
		return nil, false, len(c.list.pages)
	}
	return nil, false, -1
}

// read reads the page of that number, once for all who wait for it, unless it has been read.
func (c *crowd[P]) read(ctx context.Context, number int) error {
	_, err := c.loads.Share(ctx, number, func(ctx context.Context) (struct{}, error) {
		next := c.nextPage(number)
		if next == nil {
			return struct{}{}, nil
		}
		page, isMore, err := next(ctx)
		c.mu.Lock()
		defer c.mu.Unlock()
		if err != nil {
			// The place in the list may not be there any more.
			c.startOver()
			return struct{}{}, err
		}
		c.enter(page, isMore)
		return struct{}{}, nil
	})
	return err
}

// nextPage returns what reads the page of that number, or nil where it is not the next one.
func (c *crowd[P]) nextPage(number int) seam.NextPage[P] {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.list.isComplete || len(c.list.pages) != number {
		return nil
	}
	if c.list.next == nil {
		c.list.next = c.pages()
	}
	return c.list.next
}

// startOver forgets the list. The caller holds the mutex.
func (c *crowd[P]) startOver() { c.list = listing[P]{byName: map[name][]*P{}} }

// enter adds a page to the list. The caller holds the mutex.
func (c *crowd[P]) enter(page []P, isMore bool) {
	c.list.pages = append(c.list.pages, page)
	c.list.isComplete = !isMore
	for i := range page {
		for _, n := range c.names(&page[i]) {
			if n.value != "" {
				c.list.byName[n] = append(c.list.byName[n], &page[i])
			}
		}
	}
}

// expect notes that this process may be making somebody of that name, whose other names nobody knows.
func (c *crowd[P]) expect(n name) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.anew[n], c.expected[n] = true, true
}

// meet notes who somebody is that this process was expecting by a name.
func (c *crowd[P]) meet(n name, person *P) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.anew[n] {
		return
	}
	delete(c.expected, n)
	for _, other := range c.names(person) {
		c.anew[other] = true
	}
}

// isAskedAnew reports whether what was read of a name may be older than what this process has done.
func (c *crowd[P]) isAskedAnew(n name) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.anew[n] || len(c.expected) > 0 && !c.unique[n.field]
}
