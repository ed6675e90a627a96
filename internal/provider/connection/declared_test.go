// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import "testing"

func (d *Declared) check(t *testing.T, nonce string, names []string, want string) {
	t.Helper()
	if taken := d.Declare(nonce, names...); taken != want {
		t.Errorf("%s declares %q: taken is %q, want %q", nonce, names, taken, want)
	}
}

func TestTwoObjectsThatDeclareOneNameAreFound(t *testing.T) {
	t.Parallel()
	var declared Declared
	declared.check(t, "1", []string{"key ada", "number 1"}, "")
	declared.check(t, "2", []string{"key bob", "number 1"}, "number 1")
	declared.check(t, "3", []string{"key bob"}, "")
}

func TestAnObjectThatIsPlannedAgainGivesUpItsFormerNames(t *testing.T) {
	t.Parallel()
	var declared Declared
	declared.check(t, "1", []string{"key ada"}, "")
	declared.check(t, "1", []string{"key ada", "number 1"}, "")
	declared.check(t, "1", []string{"number 1"}, "")
	declared.check(t, "2", []string{"key ada"}, "")
	declared.check(t, "2", []string{"number 1"}, "number 1")
	declared.check(t, "3", []string{"key ada"}, "")
}
