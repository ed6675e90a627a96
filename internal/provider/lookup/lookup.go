// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

// lookup finds the one object that has a value which people know. Seam's search only narrows: it finds parts of names, and
// looks into fields that were not asked for, so that what it finds is compared here.
type lookup[T any] struct {
	kind kind[T]
	// argument is what the object is looked up by, and wanted is its value.
	argument string
	wanted   string
	// field is what has to be equal to wanted, as same sees it.
	field func(T) string
	same  func(a, b string) bool
	// rule says to people how the two are compared.
	rule string
	// comparesAll is whether everything at this place is compared, and not only what Seam's search finds.
	comparesAll bool
	// list asks Seam for the objects at this place that its search finds, or for all of them where search is empty.
	list func(ctx context.Context, search string) ([]T, error)
	// isHere is whether an object is at this place, whatever the list was asked for. Nil where there is no other place.
	isHere func(T) bool
	// place names where it is looked for. It is asked only for an error.
	place func(ctx context.Context) (string, diag.Diagnostics)
}

const (
	namesRule  = "Names are compared letter by letter, capitals included."
	emailsRule = "Email addresses are compared as a whole, capitals or not."
	phonesRule = "Phone numbers are compared as written, so give them in E.164 format, such as +15555550100."
)

func sameText(a, b string) bool {
	return a == b
}

// sameEmailAddress takes capitals for small letters in ASCII alone: in Unicode, the Kelvin sign is a small k.
func sameEmailAddress(a, b string) bool {
	return lowerASCII(a) == lowerASCII(b)
}

func lowerASCII(text string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r - 'A' + 'a'
		}
		return r
	}, text)
}

// byEmailAddress looks a person up by email address. Seam's search may mind capitals, and then finds one of two people
// whose addresses differ in nothing else: so everybody is compared. That is one list, which all such look-ups share.
func (l lookup[T]) byEmailAddress(wanted string, field func(T) string) lookup[T] {
	l.argument, l.wanted, l.field = "email_address", wanted, field
	l.same, l.rule, l.comparesAll = sameEmailAddress, emailsRule, true
	return l
}

// byPhoneNumber looks a person up by phone number.
func (l lookup[T]) byPhoneNumber(wanted string, field func(T) string) lookup[T] {
	l.argument, l.wanted, l.field = "phone_number", wanted, field
	l.same, l.rule = sameText, phonesRule
	return l
}

// find returns the object. None and more than one are errors that list who else it may be.
func (l lookup[T]) find(ctx context.Context) (T, diag.Diagnostics) {
	if l.comparesAll {
		return l.findAmongAll(ctx, l.mentioning)
	}
	var none T
	similar, err := l.listHere(ctx, l.wanted)
	if err != nil {
		return none, diag.Diagnostics{l.kind.notListed(err)}
	}
	if found := l.matching(similar); len(found) > 0 {
		return l.only(ctx, found)
	}
	// How Seam's search treats capitals and signs is not documented, so that finding nothing proves nothing.
	return l.findAmongAll(ctx, func([]T) []T { return similar })
}

// findAmongAll returns the object out of the whole list. Where it is not there, the error names those that are similar.
func (l lookup[T]) findAmongAll(ctx context.Context, similarIn func(all []T) []T) (T, diag.Diagnostics) {
	var none T
	all, err := l.listHere(ctx, "")
	if err != nil {
		return none, diag.Diagnostics{l.kind.notListed(err)}
	}
	found := l.matching(all)
	if len(found) == 0 {
		return none, l.notFound(ctx, similarIn(all), all)
	}
	return l.only(ctx, found)
}

// listHere lists the objects, without those of another place.
func (l lookup[T]) listHere(ctx context.Context, search string) ([]T, error) {
	objects, err := l.list(ctx, search)
	elsewhere := func(object T) bool { return !l.isHere(object) }
	if l.isHere == nil || !slices.ContainsFunc(objects, elsewhere) {
		return objects, err
	}
	return filtered(objects, l.isHere), err
}

// only returns the object that was found, if it is one alone.
func (l lookup[T]) only(ctx context.Context, found []T) (T, diag.Diagnostics) {
	if len(found) > 1 {
		var none T
		return none, l.ambiguous(ctx, found)
	}
	return found[0], nil
}

// mentioning returns the objects with the wanted value in their names or contacts, as Seam's search would.
func (l lookup[T]) mentioning(objects []T) []T {
	wanted := strings.ToLower(l.wanted)
	return filtered(objects, func(object T) bool {
		return slices.ContainsFunc(l.kind.known(object), func(text string) bool { return strings.Contains(strings.ToLower(text), wanted) })
	})
}

// matching returns the objects that have exactly the wanted value.
func (l lookup[T]) matching(objects []T) []T {
	return filtered(objects, func(object T) bool {
		value := l.field(object)
		return value != "" && l.same(value, l.wanted)
	})
}

// filtered leaves the objects as they are: others have the list too.
func filtered[T any](objects []T, wanted func(T) bool) []T {
	var found []T
	for _, object := range objects {
		if wanted(object) {
			found = append(found, object)
		}
	}
	return found
}

func (l lookup[T]) notFound(ctx context.Context, similar, all []T) diag.Diagnostics {
	place, diags := l.place(ctx)
	if diags.HasError() {
		return diags
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root(l.argument),
		fmt.Sprintf("There is no %s with this %s", l.kind.one, l.argument),
		connection.Paragraphs(
			fmt.Sprintf("%s: %q\nLooked for in: %s", l.argument, l.wanted, place),
			l.candidates(similar, all),
			l.rule+" Correct the value, or use "+l.kind.idName+".",
		))}
}

// candidates lists whom the wanted value may stand for: what is similar to it, or else all there is, where that is little.
func (l lookup[T]) candidates(similar, all []T) string {
	isSimilar := map[string]bool{}
	for _, object := range similar {
		isSimilar[l.kind.id(object)] = true
	}
	near := slices.Concat(similar, filtered(all, func(object T) bool {
		return isNear(l.field(object), l.wanted) && !isSimilar[l.kind.id(object)]
	}))
	switch {
	case len(near) > 0:
		return "Similar, and not the same:\n" + l.kind.lines(near)
	case len(all) == 0:
		return "There are no " + l.kind.many + "."
	case len(all) <= maxLines:
		return "These are all the " + l.kind.many + ":\n" + l.kind.lines(all)
	default:
		return fmt.Sprintf("None of the %d %s is similar.", len(all), l.kind.many)
	}
}

// isNear reports whether two values have the same letters and digits, or one has all those of the other and at most as
// many again.
func isNear(a, b string) bool {
	a, b = essence(a), essence(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	return a != "" && strings.Contains(b, a) && len(b) <= 2*len(a)
}

// essence is a text's letters and digits, in lowercase.
func essence(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

func (l lookup[T]) ambiguous(ctx context.Context, found []T) diag.Diagnostics {
	place, diags := l.place(ctx)
	if diags.HasError() {
		return diags
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root(l.argument),
		fmt.Sprintf("More than one %s has this %s", l.kind.one, l.argument),
		fmt.Sprintf("%s: %q\nLooked for in: %s\n\n%d %s have it:\n%s\n\nUse %s to say which one is meant.",
			l.argument, l.wanted, place, len(found), l.kind.many, l.kind.lines(found), l.kind.idName))}
}
