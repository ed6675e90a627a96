// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"golang.org/x/text/unicode/norm"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// lookup finds the one object with a value that people know, such as a name. Seam's search only narrows the list: it matches
// parts of names, and fields other than the one asked for. So its results are compared here.
type lookup[T any] struct {
	conn *connection.Connection
	kind kind[T]
	// argument is the argument that the object is looked up by, and wanted is its value.
	argument string
	wanted   string
	// field returns what has to be the same as wanted, by the comparison same.
	field func(T) string
	same  func(a, b string) bool
	// rule explains the comparison in a message.
	rule string
	// comparesAll means that all objects at this place are compared, not only those that Seam's search finds.
	comparesAll bool
	// list returns the objects at this place that Seam's search finds, or all of them if search is empty.
	list func(ctx context.Context, search string) ([]T, error)
	// place names the place in an error.
	place func(ctx context.Context) (string, diag.Diagnostics)
}

const (
	namesRule  = "Names have to match exactly, including case."
	emailsRule = "Email addresses have to match as a whole, ignoring case."
	phonesRule = "Phone numbers have to match exactly, so give them in E.164 format, such as +15555550100."
)

// sameText compares in NFC, in which Terraform writes every string of a configuration, and without the blanks around a text,
// which a configuration cannot have: otherwise some of what Seam has could be found by no spelling.
func sameText(a, b string) bool {
	return norm.NFC.String(trimmed(a)) == norm.NFC.String(trimmed(b))
}

// sameEmailAddress ignores case in ASCII only, and the blanks around an address. In Unicode, NFC included, the Kelvin sign is
// the same as a K.
func sameEmailAddress(a, b string) bool {
	return seam.LowerASCII(trimmed(a)) == seam.LowerASCII(trimmed(b))
}

// byEmailAddress looks a person up by email address. Seam's search may be case-sensitive, and would then find only one of two
// people whose addresses differ in case. So everybody is compared, on one list that all such look-ups share.
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

// find returns the object. No object, or more than one, is an error that lists the candidates.
func (l lookup[T]) find(ctx context.Context) (T, diag.Diagnostics) {
	if l.comparesAll || !isWrittenInOneWay(l.wanted) {
		return l.findAmongAll(ctx, l.mentioning)
	}
	var none T
	similar, err := l.list(ctx, l.wanted)
	if err != nil {
		return none, told(l.conn, l.kind.notListed(err, argument{l.argument, types.StringValue(l.wanted)}))
	}
	if found := l.matching(similar); len(found) > 0 {
		return l.only(ctx, found)
	}
	// How Seam's search treats case and punctuation is not documented, so an empty result proves nothing.
	return l.findAmongAll(ctx, func([]T) []T { return similar })
}

// isWrittenInOneWay reports whether a text is the same in every normal form of Unicode, as every text in ASCII is. Seam's search
// may compare bytes, and would then find only one of two objects with the same name.
func isWrittenInOneWay(text string) bool {
	return norm.NFC.IsNormalString(text) && norm.NFD.IsNormalString(text)
}

// findAmongAll returns the object from the whole list. If it is not there, the error names the similar ones.
func (l lookup[T]) findAmongAll(ctx context.Context, similarIn func(all []T) []T) (T, diag.Diagnostics) {
	var none T
	all, err := l.list(ctx, "")
	if err != nil {
		return none, told(l.conn, l.kind.notListed(err, argument{l.argument, types.StringValue(l.wanted)}))
	}
	found := l.matching(all)
	if len(found) == 0 {
		return none, l.nothingMatches(ctx, similarIn(all), all)
	}
	return l.only(ctx, found)
}

// only returns the object that was found if it is the only one.
func (l lookup[T]) only(ctx context.Context, found []T) (T, diag.Diagnostics) {
	if len(found) > 1 {
		var none T
		return none, l.ambiguous(ctx, found)
	}
	return found[0], nil
}

// mentioning returns the objects with the wanted value anywhere in their names or contacts, as Seam's search would.
func (l lookup[T]) mentioning(objects []T) []T {
	folded := func(text string) string { return strings.ToLower(norm.NFC.String(text)) }
	wanted := folded(l.wanted)
	return filtered(objects, func(object T) bool {
		return slices.ContainsFunc(l.kind.known(object), func(text string) bool { return strings.Contains(folded(text), wanted) })
	})
}

// matching returns the objects that have exactly the wanted value.
func (l lookup[T]) matching(objects []T) []T {
	return filtered(objects, func(object T) bool {
		value := l.field(object)
		return trimmed(value) != "" && l.same(value, l.wanted)
	})
}

// filtered does not change its argument, which other callers of the directory share.
func filtered[T any](objects []T, wanted func(T) bool) []T {
	var found []T
	for _, object := range objects {
		if wanted(object) {
			found = append(found, object)
		}
	}
	return found
}

func (l lookup[T]) nothingMatches(ctx context.Context, similar, all []T) diag.Diagnostics {
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

// candidates lists what the wanted value may stand for: the objects that are similar to it, or else all objects if they are
// few.
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
		return "Similar, but not the same:\n" + l.kind.linesBy(near, l.distance)
	case len(all) == 0:
		return "There are no " + l.kind.many + "."
	case len(all) <= maxLines:
		return "These are all the " + l.kind.many + ":\n" + l.kind.lines(all)
	default:
		return fmt.Sprintf("None of the %d %s is similar.", len(all), l.kind.many)
	}
}

// distance is how far an object is from the wanted value.
func (l lookup[T]) distance(object T) int {
	return distance(l.field(object), l.wanted)
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
