// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"fmt"
	"time"
)

// troubles are what an object shows in its errors and warnings.
type troubles struct {
	errors, warnings []trouble
}

type trouble struct {
	code    string
	message string
	at      time.Time
}

// AddError puts an error into the errors of an ACS user, an access group, an access system, an entrance or a user
// identity. Which codes
// there are for which object, the OpenAPI document says.
func (f *Fake) AddError(objectID, code, message string) {
	f.addTrouble(objectID, func(t *troubles, added trouble) { t.errors = append(t.errors, added) }, code, message)
}

// AddWarning puts a warning into the warnings of an ACS user, an access group, an access system, an entrance or a user
// identity. Which
// codes there are for which object, the OpenAPI document says.
func (f *Fake) AddWarning(objectID, code, message string) {
	f.addTrouble(objectID, func(t *troubles, added trouble) { t.warnings = append(t.warnings, added) }, code, message)
}

// AddUserError is [Fake.AddError] for an ACS user.
func (f *Fake) AddUserError(userID, code, message string) {
	f.AddError(userID, code, message)
}

func (f *Fake) addTrouble(objectID string, add func(*troubles, trouble), code, message string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	add(f.troublesOf(objectID), trouble{code: code, message: message, at: f.now()})
	if user := f.users[objectID]; user != nil {
		user.encoded = nil
	}
}

// troublesOf returns those of the object with an ID.
func (f *Fake) troublesOf(id string) *troubles {
	switch {
	case f.users[id] != nil:
		return &f.users[id].troubles
	case f.groups[id] != nil:
		return &f.groups[id].troubles
	case f.systems[id] != nil:
		return &f.systems[id].troubles
	case f.entrances[id] != nil:
		return &f.entrances[id].troubles
	case f.identities[id] != nil:
		return &f.identities[id].troubles
	default:
		panic(fmt.Sprintf("fakeseam: nothing with errors and warnings has the ID %q", id))
	}
}

func (t *troubles) errorObjects() []map[string]any {
	return troubleObjects(t.errors, "error_code")
}

func (t *troubles) warningObjects() []map[string]any {
	return troubleObjects(t.warnings, "warning_code")
}

func troubleObjects(all []trouble, code string) []map[string]any {
	objects := make([]map[string]any, len(all))
	for i, t := range all {
		objects[i] = map[string]any{code: t.code, "message": t.message, "created_at": timestamp(t.at)}
	}
	return objects
}
