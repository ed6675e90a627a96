// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"strings"
)

// route answers the requests to one path.
type route struct {
	input input
	// bodiless marks a route that takes no input, and so may be sent anything.
	bodiless bool
	// nothing is the answer to the ID of another workspace after SetForeignAnswer(200); nil where only an object would do.
	nothing []byte
	handle  func(*Fake, *call) ([]byte, *apiError)
}

// call is a request to a route, after the checks that all routes share.
type call struct {
	workspace *workspace
	params    params
	host      string
	path      string
}

// answerTo handles a request: the checks in Seam's order, then the change or the look, all under the lock.
func (f *Fake) answerTo(request *Request) answer {
	to, known := routeTo(request.Path)
	if !known {
		return newAnswer(http.StatusNotFound, "", []byte("404"))
	}
	if request.parseErr != nil && request.isJSON() {
		return newAnswer(http.StatusBadRequest, "", []byte("Invalid JSON"))
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.settle()

	opened, err := f.authenticate(request.Header)
	if err != nil {
		return err.answer()
	}
	if request.workspaceID != "" {
		opened = must(f.workspaces, request.workspaceID)
	}
	if err := to.checkShape(request); err != nil {
		return err.answer()
	}
	c := &call{workspace: opened, host: request.host, path: request.Path}
	body, err := f.handle(to, c, request)
	if err != nil {
		return err.answer()
	}
	return f.markOdd(newAnswer(http.StatusOK, jsonContentType, body))
}

// checkShape checks a request's method and content type.
func (to route) checkShape(request *Request) *apiError {
	if request.Method != http.MethodPost {
		return &apiError{status: http.StatusMethodNotAllowed, errorType: "method_not_allowed", message: "only POST accepted"}
	}
	if !request.isJSON() && !to.bodiless && len(request.RawBody) > 0 {
		return badRequest("invalid_content_type", `POST requests must have Content-Type header with "application/json"`)
	}
	return nil
}

func (f *Fake) handle(to route, c *call, request *Request) ([]byte, *apiError) {
	if !to.bodiless {
		var err *apiError
		if c.params, err = to.input.read(to.input.body(request)); err != nil {
			return nil, err
		}
	}
	body, err := to.handle(f, c)
	if err != nil && err.foreign && f.behaviour.foreign == http.StatusOK && to.nothing != nil {
		return to.nothing, nil
	}
	return body, err
}

// user returns the ACS user with an ID, if the workspace has it.
func (f *Fake) user(c *call, id string) (*acsUser, *apiError) {
	user := f.users[id]
	switch {
	case user == nil:
		return nil, f.notFound(acsUserKind)
	case user.system.workspace != c.workspace:
		return nil, f.foreign(acsUserKind)
	default:
		return user, nil
	}
}

// group returns the access group with an ID, if the workspace has it.
func (f *Fake) group(c *call, id string) (*acsAccessGroup, *apiError) {
	group := f.groups[id]
	switch {
	case group == nil:
		return nil, f.notFound(acsAccessGroupKind)
	case group.system.workspace != c.workspace:
		return nil, f.foreign(acsAccessGroupKind)
	default:
		return group, nil
	}
}

// identity returns the user identity with an ID, if the workspace has it. For the ID of one that was merged away it goes by
// [Fake.SetMergedIDsNotFound].
func (f *Fake) identity(c *call, id string) (*userIdentity, *apiError) {
	return f.checkIdentity(c, f.identityFor(id))
}

// checkIdentity returns a user identity, which may be nil, if the workspace has it.
func (f *Fake) checkIdentity(c *call, identity *userIdentity) (*userIdentity, *apiError) {
	switch {
	case identity == nil:
		return nil, f.notFound(userIdentityKind)
	case identity.workspace != c.workspace:
		return nil, f.foreign(userIdentityKind)
	default:
		return identity, nil
	}
}

// matches reports whether search is part of any of the texts, regardless of case. An empty search matches everything.
func matches(search string, texts ...string) bool {
	if search == "" {
		return true
	}
	search = strings.ToLower(search)
	for _, text := range texts {
		if strings.Contains(strings.ToLower(text), search) {
			return true
		}
	}
	return false
}
