// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Lie is a way for an answer to be untrue. Unless it says otherwise, the request is carried out, and the answer has the
// shape that Seam documents.
type Lie string

const (
	// GroupNotFound answers that there is no such access group, and does not carry the request out.
	GroupNotFound Lie = "access group not found"
	// UserNotFound answers that there is no such ACS user, and does not carry the request out.
	UserNotFound Lie = "ACS user not found"
	// IdentityNotFound answers that there is no such user identity, and does not carry the request out.
	IdentityNotFound Lie = "user identity not found"

	// IDsInCapitals writes every ID of the answer in capitals.
	IDsInCapitals Lie = "IDs in capitals"

	// EndlessPages answers every page with objects that nobody has seen before, and a cursor for the next one.
	EndlessPages Lie = "endless pages"
	// RepeatedPages answers the first page over and over, each time with another cursor for the next one.
	RepeatedPages Lie = "repeated pages"
	// StaleCursor answers the first page over and over, with the cursor that it was asked with.
	StaleCursor Lie = "stale cursor"
	// MissingCursor says that there is a next page, and has no cursor for it.
	MissingCursor Lie = "missing cursor"

	// PreviousAnswer answers with what was answered last on another path, which breaks the shape.
	PreviousAnswer Lie = "previous answer"
	// Malformed leaves out the last byte of the answer, which breaks the shape.
	Malformed Lie = "malformed"
)

// notFound returns what the lie says is not there, if it says so.
func (l Lie) notFound() (kind, bool) {
	missing := map[Lie]kind{GroupNotFound: acsAccessGroupKind, UserNotFound: acsUserKind, IdentityNotFound: userIdentityKind}
	k, isNotFound := missing[l]
	return k, isNotFound
}

func (f *Fake) notFoundAnswer(k kind) answer {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.notFound(k).answer()
}

func (l Lie) isAboutPages() bool {
	return slices.Contains([]Lie{EndlessPages, RepeatedPages, StaleCursor, MissingCursor}, l)
}

func (l Lie) exists() bool {
	_, isNotFound := l.notFound()
	return isNotFound || l.isAboutPages() || slices.Contains([]Lie{"", IDsInCapitals, PreviousAnswer, Malformed}, l)
}

// lie makes the true answer to a request untrue.
func (f *Fake) lie(l Lie, request *Request, a answer) answer {
	switch l {
	case "":
		return a
	case PreviousAnswer:
		previous := f.previousAnswer(request.Path)
		previous.header = maps.Clone(previous.header)
		previous.header.Del(requestIDHeader)
		return previous.marked()
	case Malformed:
		a.body = a.body[:max(len(a.body)-1, 0)]
		return a.marked()
	case IDsInCapitals:
		return a.edited(capitalizeIDs)
	default:
		return a.edited(func(body map[string]any) { l.turnPage(body, request) })
	}
}

// edited changes the decoded body of an answer.
func (a answer) edited(edit func(body map[string]any)) answer {
	var body map[string]any
	if json.Unmarshal(a.body, &body) == nil {
		edit(body)
		a.body = encode(body)
	}
	return a
}

// capitalizeIDs writes the UUIDs of all fields that hold IDs in capitals.
func capitalizeIDs(fields map[string]any) {
	for name, value := range fields {
		isID := strings.HasSuffix(name, "_id") || strings.HasSuffix(name, "_ids")
		fields[name] = capitalized(value, isID)
	}
}

func capitalized(value any, isID bool) any {
	switch value := value.(type) {
	case string:
		if isID && isUUID(value) {
			return strings.ToUpper(value)
		}
	case []any:
		for i, element := range value {
			value[i] = capitalized(element, isID)
		}
	case map[string]any:
		capitalizeIDs(value)
	}
	return value
}

// turnPage puts another page after the one that a request is answered with.
func (l Lie) turnPage(body map[string]any, request *Request) {
	pages, hasPages := body["pagination"].(map[string]any)
	if !hasPages {
		return
	}
	pages["has_next_page"], pages["next_page_cursor"] = true, uuid.NewString()
	switch l {
	case StaleCursor:
		asked, _ := request.Body["page_cursor"].(string)
		if asked == "" {
			asked = uuid.Nil.String()
		}
		pages["next_page_cursor"] = asked
	case MissingCursor:
		pages["next_page_cursor"] = nil
	case EndlessPages:
		renew(body, map[string]string{
			"acs_users": "acs_user_id", "user_identities": "user_identity_id", "acs_entrances": "acs_entrance_id",
		})
	}
}

// renew gives new IDs to the objects of lists. It knows the name of the ID for the name of each list.
func renew(body map[string]any, idNames map[string]string) {
	for list, idName := range idNames {
		objects, _ := body[list].([]any)
		for _, object := range objects {
			if fields, isObject := object.(map[string]any); isObject {
				fields[idName] = uuid.NewString()
			}
		}
	}
}
