// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import "sync"

// Declared has by which names the planned objects of a configuration call what they declare, to find two that declare the
// same. The zero value is ready for use.
type Declared struct {
	mu sync.Mutex
	// holders has the nonce of the object that declares a name, and names the names that an object declares.
	holders map[string]string
	names   map[string][]string
}

// Declare notes the names of the object that a nonce stands for, in place of those that it declared before, and returns the
// first one that another object declares already, or "". Then the object declares nothing.
func (d *Declared) Declare(nonce string, names ...string) (taken string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.drop(nonce)
	for _, name := range names {
		if d.holders[name] != "" {
			return name
		}
	}
	if d.holders == nil {
		d.holders, d.names = map[string]string{}, map[string][]string{}
	}
	for _, name := range names {
		d.holders[name] = nonce
	}
	d.names[nonce] = names
	return ""
}

func (d *Declared) drop(nonce string) {
	for _, name := range d.names[nonce] {
		delete(d.holders, name)
	}
	delete(d.names, nonce)
}
