// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"context"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/par"
)

// askedSingly is how many names of a crowd are asked for one by one. Whoever is asked for after that is looked up in the list
// of everybody, which costs a request for each 500 people.
const askedSingly = 20

// name is one of the names that a person goes by, such as an ID or an e-mail address.
type name struct {
	field string
	value string
}

// crowd is the people of a workspace or of an access system, who are in one list. It is safe for use by many goroutines.
type crowd[P any] struct {
	// ask asks Seam who goes by a name.
	ask func(context.Context, name) ([]*P, error)
	// list asks Seam for everybody.
	list func(context.Context) ([]P, error)
	// names returns the names that a person goes by, as find is asked for them.
	names func(*P) []name

	answers par.Cache[name, []*P]
	lists   par.Cache[struct{}, map[name][]*P]

	mu     sync.Mutex
	singly map[name]bool
}

// find returns who goes by a name. Nobody is no error.
func (c *crowd[P]) find(ctx context.Context, n name) ([]*P, error) {
	if c.isAskedSingly(n) {
		return c.findSingly(ctx, n)
	}
	listed, err := c.lists.Get(ctx, struct{}{}, c.index)
	return listed[n], err
}

// get is find for an ID: that a list does not have it is not enough to tell that somebody is gone.
func (c *crowd[P]) get(ctx context.Context, id name) ([]*P, error) {
	found, err := c.find(ctx, id)
	if err != nil || len(found) > 0 {
		return found, err
	}
	return c.findSingly(ctx, id)
}

func (c *crowd[P]) findSingly(ctx context.Context, n name) ([]*P, error) {
	return c.answers.Get(ctx, n, func(ctx context.Context) ([]*P, error) { return c.ask(ctx, n) })
}

// isAskedSingly reports whether a name is among the first ones that are asked for.
func (c *crowd[P]) isAskedSingly(n name) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.singly[n] {
		return true
	}
	if len(c.singly) == askedSingly {
		return false
	}
	if c.singly == nil {
		c.singly = map[name]bool{}
	}
	c.singly[n] = true
	return true
}

func (c *crowd[P]) index(ctx context.Context) (map[name][]*P, error) {
	people, err := c.list(ctx)
	if err != nil {
		return nil, err
	}
	index := make(map[name][]*P, 2*len(people))
	for i := range people {
		for _, n := range c.names(&people[i]) {
			if n.value != "" {
				index[n] = append(index[n], &people[i])
			}
		}
	}
	return index, nil
}
