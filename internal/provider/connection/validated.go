// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import "sync"

// Validated has what configurations say, as they were validated. Terraform puts the values that lifecycle ignore_changes
// names back into a configuration after it was validated, so what is planned may be something else. The zero value is ready
// for use.
type Validated struct {
	mu    sync.Mutex
	texts map[string]map[string]bool
}

// Note notes what the configuration of an object says.
func (v *Validated) Note(object, text string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.texts == nil {
		v.texts = map[string]map[string]bool{}
	}
	if v.texts[object] == nil {
		v.texts[object] = map[string]bool{}
	}
	v.texts[object][text] = true
}

// Has reports whether some configuration of the object was validated that says this, or whether none was at all.
func (v *Validated) Has(object, text string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.texts[object] == nil || v.texts[object][text]
}
