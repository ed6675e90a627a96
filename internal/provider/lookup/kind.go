// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// kind is a kind of object that data sources look up: its names in messages, and how people tell one object from another.
type kind[T any] struct {
	one, many string
	// idName is the attribute with the object's ID.
	idName string
	id     func(T) string
	name   func(T) string
	// contacts returns the other fields that people know an object by; they may be empty. The function is nil if there are none.
	contacts func(T) []string
}

// sorted returns the objects in the order of all lists: by name, ignoring case first, then by ID. It does not change its
// argument, which other callers of the directory share.
func (k kind[T]) sorted(objects []T) []T {
	return slices.SortedFunc(slices.Values(objects), func(a, b T) int {
		return cmp.Or(
			cmp.Compare(strings.ToLower(k.name(a)), strings.ToLower(k.name(b))),
			cmp.Compare(k.name(a), k.name(b)),
			cmp.Compare(k.id(a), k.id(b)),
		)
	})
}

// known returns what people know an object by: its name, and its contacts unless they are its name.
func (k kind[T]) known(object T) []string {
	name := k.name(object)
	known := []string{name}
	if k.contacts != nil {
		for _, contact := range k.contacts(object) {
			if contact != "" && contact != name {
				known = append(known, contact)
			}
		}
	}
	return known
}

// quoted shows a text from outside exactly, up to a length: names may differ in a blank. What would move a cursor is escaped.
func quoted(text string) string {
	return fmt.Sprintf("%.300q", text)
}

// line describes an object in a list of candidates.
func (k kind[T]) line(object T) string {
	known := k.known(object)
	for i, contact := range known[1:] {
		known[1+i] = seam.OneLine(contact)
	}
	known[0] = quoted(known[0])
	return fmt.Sprintf("  - %s: %s = %q", strings.Join(known, ", "), k.idName, k.id(object))
}

// maxLines bounds how many objects a message lists: enough to find the right one, but not a page of people.
const maxLines = 10

// lines describes the objects, sorted, one per line, and counts those beyond maxLines.
func (k kind[T]) lines(objects []T) string {
	return k.linesBy(objects, func(T) int { return 0 })
}

// linesBy is lines with the objects of the least rank first.
func (k kind[T]) linesBy(objects []T, rank func(T) int) string {
	ranks := make(map[string]int, len(objects))
	for _, object := range objects {
		ranks[k.id(object)] = rank(object)
	}
	inOrder := k.sorted(objects)
	slices.SortStableFunc(inOrder, func(a, b T) int { return cmp.Compare(ranks[k.id(a)], ranks[k.id(b)]) })
	var lines []string
	for i, object := range inOrder {
		if i == maxLines {
			lines = append(lines, fmt.Sprintf("  - and %d more", len(objects)-maxLines))
			break
		}
		lines = append(lines, k.line(object))
	}
	return strings.Join(lines, "\n")
}

// notRead is the problem of an object that could not be read. The argument of the configuration names it.
func (k kind[T]) notRead(argument, value string, err error) *connection.Problem {
	return connection.Failure{
		Summary:   "The " + k.one + " could not be read",
		Subject:   fmt.Sprintf("%s: %s", argument, value),
		Attribute: path.Root(argument),
	}.Problem(err)
}

// notTheOne is the error for a response with another object than the one that the argument asks for.
func (k kind[T]) notTheOne(object T, argument, wanted, got string) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root(argument), "Seam returned another "+k.one+" than the one asked for",
		fmt.Sprintf("%s: %q\n\nThe response has the %s %s:\n%s\n\nCorrect the value, or use %s to say which one is meant.",
			argument, wanted, argument, quoted(got), k.line(object), k.idName))
}

// notListed is the problem of objects that could not be listed. The arguments of the configuration narrow the list.
func (k kind[T]) notListed(err error, by ...argument) *connection.Problem {
	failure := connection.Failure{Summary: "The " + k.many + " could not be listed"}
	for _, narrowing := range by {
		if narrowing.value.IsNull() {
			continue
		}
		failure.Subject = strings.TrimPrefix(failure.Subject+"\n"+narrowing.name+": "+narrowing.value.ValueString(), "\n")
		failure.Attribute = path.Root(narrowing.name)
	}
	if strings.Contains(failure.Subject, "\n") {
		// Any of them can be the one at fault.
		failure.Attribute = path.Empty()
	}
	return failure.Problem(err)
}

// argument is one by which a configuration narrows a list. Its value is null where it does not.
type argument struct {
	name  string
	value types.String
}
