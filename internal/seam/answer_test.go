// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
)

func TestAnAnswerWithoutItsObjectIsAnError(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"ok":true}`, `{"ok":true,"acs_user":null}`, `{"ok":true,"acs_user":{}}`, `{"ok":true,"other":{"acs_user_id":"u"}}`,
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			client, _ := answering(t, body)
			user, err := client.GetACSUser(t.Context(), userID)
			if user != nil || !errors.Is(err, errIncomplete) {
				t.Errorf("got %v, %v", user, err)
			}
		})
	}
}

func TestAnAnswerWithoutItsListIsAnErrorAndNoEmptyList(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"ok":true}`, `{"ok":true,"acs_users":null}`, `{"ok":true,"acs_users":[{"acs_user_id":"u"},{}]}`, `{"ok":true,"users":[]}`,
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			client, _ := answering(t, body)
			users, err := client.ListAccessGroupUsers(t.Context(), groupID)
			if users != nil || !errors.Is(err, errIncomplete) {
				t.Errorf("got %v, %v", users, err)
			}
		})
	}
}

func TestAListPagesUntilTheEnd(t *testing.T) {
	t.Parallel()
	script := &script{steps: []http.HandlerFunc{
		says(200, `{"ok":true,"acs_users":[{"acs_user_id":"a"},{"acs_user_id":"b"}],"pagination":{"has_next_page":true,"next_page_cursor":"2nd"}}`),
		says(200, `{"ok":true,"acs_users":[{"acs_user_id":"c"}],"pagination":{"has_next_page":true,"next_page_cursor":"3rd"}}`),
		says(200, `{"ok":true,"acs_users":[],"pagination":{"has_next_page":false,"next_page_cursor":null}}`),
	}}
	users, err := clientOf(t, script).ListACSUsers(t.Context(), ACSUserFilter{Search: "x"})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, user := range users {
		ids = append(ids, user.ACSUserID)
	}
	if !slices.Equal(ids, []string{"a", "b", "c"}) {
		t.Errorf("users = %v", ids)
	}
	var bodies []string
	for _, request := range script.saw() {
		bodies = append(bodies, request.Body)
	}
	want := []string{`{"search":"x"}`, `{"page_cursor":"2nd","search":"x"}`, `{"page_cursor":"3rd","search":"x"}`}
	if !slices.Equal(bodies, want) {
		t.Errorf("requests = %v, want %v", bodies, want)
	}
}

// While pages are read, a change can move somebody from one to the next.
func TestAListHasSomebodyOnTwoPagesOnce(t *testing.T) {
	t.Parallel()
	script := &script{steps: []http.HandlerFunc{
		says(200, `{"ok":true,"acs_users":[{"acs_user_id":"a"},{"acs_user_id":"b"}],"pagination":{"has_next_page":true,"next_page_cursor":"2nd"}}`),
		says(200, `{"ok":true,"acs_users":[{"acs_user_id":"b"},{"acs_user_id":"c"},{"acs_user_id":"c"}],"pagination":{"has_next_page":true,"next_page_cursor":"3rd"}}`),
		says(200, `{"ok":true,"acs_users":[{"acs_user_id":"a"},{"acs_user_id":"d"}],"pagination":{"has_next_page":false,"next_page_cursor":null}}`),
	}}
	users, err := clientOf(t, script).ListACSUsers(t.Context(), ACSUserFilter{})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, user := range users {
		ids = append(ids, user.ACSUserID)
	}
	if !slices.Equal(ids, []string{"a", "b", "c", "d"}) {
		t.Errorf("users = %v", ids)
	}
}

func TestAListWhoseNextPageCannotBeReachedIsAnError(t *testing.T) {
	t.Parallel()
	page := func(user, cursor string) http.HandlerFunc {
		return says(200, `{"ok":true,"acs_users":[{"acs_user_id":"`+user+`"}],"pagination":{"has_next_page":true,"next_page_cursor":`+cursor+`}}`)
	}
	nobody := says(200, `{"ok":true,"acs_users":[],"pagination":{"has_next_page":true,"next_page_cursor":"3"}}`)
	for name, test := range map[string]struct {
		steps []http.HandlerFunc
		want  string
	}{
		"no cursor":                {[]http.HandlerFunc{page("a", `null`)}, "another page, and does not say where"},
		"the same cursor again":    {[]http.HandlerFunc{page("a", `"2"`), page("b", `"2"`)}, "leads back to a page that was read already"},
		"a cursor from before":     {[]http.HandlerFunc{page("a", `"2"`), page("b", `"3"`), page("c", `"2"`)}, "leads back to a page that was read already"},
		"nobody, and another page": {[]http.HandlerFunc{page("a", `"2"`), nobody}, "brings nothing new itself"},
		"the same page again":      {[]http.HandlerFunc{page("a", `"2"`), page("a", `"3"`)}, "brings nothing new itself"},
		"a second page that fails": {[]http.HandlerFunc{page("a", `"2"`), refuses(400)}, "400 Bad Request"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			script := &script{steps: test.steps}
			users, err := clientOf(t, script).ListACSUsers(t.Context(), ACSUserFilter{})
			if users != nil || err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, %v; want %q", users, err, test.want)
			}
			if len(script.saw()) != len(test.steps) {
				t.Errorf("%d requests, want %d", len(script.saw()), len(test.steps))
			}
		})
	}
}

func TestAListIsReadPageByPageForWhoeverNeedsNoMore(t *testing.T) {
	t.Parallel()
	script := &script{steps: []http.HandlerFunc{
		says(200, `{"ok":true,"acs_users":[{"acs_user_id":"A","acs_system_id":"s"}],"pagination":{"has_next_page":true,"next_page_cursor":"2nd"}}`),
		refuses(400),
		says(200, `{"ok":true,"acs_users":[{"acs_user_id":"a","acs_system_id":"s"},{"acs_user_id":"b","acs_system_id":"s"}]}`),
	}}
	next := clientOf(t, script).ACSUserPages(ACSUserFilter{ACSSystemID: "s"})
	for _, want := range []struct {
		ids    string
		isMore bool
		fails  bool
	}{{"[a]", true, false}, {"[]", true, true}, {"[b]", false, false}, {"[]", false, false}} {
		page, isMore, err := next(t.Context())
		ids := []string{}
		for _, user := range page {
			ids = append(ids, user.ACSUserID)
		}
		if fmt.Sprint(ids) != want.ids || isMore != want.isMore || (err != nil) != want.fails {
			t.Errorf("got %v, more %t, %v, want %+v", ids, isMore, err, want)
		}
	}
	var bodies []string
	for _, request := range script.saw() {
		bodies = append(bodies, request.Body)
	}
	second := `{"acs_system_id":"s","page_cursor":"2nd"}`
	if want := []string{`{"acs_system_id":"s"}`, second, second}; !slices.Equal(bodies, want) {
		t.Errorf("requests = %v, want %v", bodies, want)
	}
}

func TestAnEmptyListIsNoError(t *testing.T) {
	t.Parallel()
	client, _ := answering(t, `{"ok":true,"acs_users":[]}`)
	users, err := client.ListAccessGroupUsers(t.Context(), groupID)
	if err != nil || users == nil || len(users) != 0 {
		t.Errorf("got %v, %v", users, err)
	}
}

func TestAnAnswerThatBreaksOffIsReadAnew(t *testing.T) {
	t.Parallel()
	const (
		half      = `{"ok":true,"acs_users":[{"acs_user_id":"a"},{"acs_user_id":"b"},`
		almostAll = `{"ok":true,"acs_users":[{"acs_user_id":"a"}],"pagination":{"has_next_page":true,"next_page_cursor":"2nd"},`
		another   = `{"ok":true,"acs_users":[{"acs_user_id":"c"}]}`
	)
	for name, test := range map[string]struct {
		begun, whole string
		want         []string
		fails        string
	}{
		"in the list":               {begun: half, whole: another, want: []string{"c"}},
		"after the list":            {begun: almostAll, whole: another, want: []string{"c"}},
		"after what is no JSON":     {begun: `<html>`, whole: another, want: []string{"c"}},
		"after another type":        {begun: `{"ok":"true",`, whole: another, want: []string{"c"}},
		"and the list is empty now": {begun: half, whole: `{"ok":true,"acs_users":[]}`},
		"and the list is missing":   {begun: almostAll, whole: `{"ok":true}`, fails: errIncomplete.Error()},
		"and it is not OK":          {begun: almostAll, whole: `{"acs_users":[]}`, fails: `does not say "ok": true`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				script := &script{steps: []http.HandlerFunc{begins(test.begun), says(200, test.whole)}}
				client := clientInMemory(t, script, Config{MaxRetries: 1})
				users, err := client.ListAccessGroupUsers(t.Context(), groupID)
				if (err == nil) != (test.fails == "") || err != nil && !strings.Contains(err.Error(), test.fails) {
					t.Fatalf("error = %v, want %q", err, test.fails)
				}
				var ids []string
				for _, user := range users {
					ids = append(ids, user.ACSUserID)
				}
				if !slices.Equal(ids, test.want) {
					t.Errorf("users = %v, want %v", ids, test.want)
				}
				if got := len(script.saw()); got != 2 {
					t.Errorf("%d requests", got)
				}
			})
		})
	}
}

// begins breaks an answer off after its beginning.
func begins(beginning string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, beginning)
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
}

func TestAListIsReadWhereverItStands(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"acs_users":[{"acs_user_id":"a","errors":[{"error_code":"e"}]}],"ok":true}`,
		` { "ok" : true , "other" : [{"acs_users":[]}] , "acs_users" : [ {"acs_user_id":"a","errors":[{"error_code":"e"}],"new":{"of":["any shape"]}} ] } ` + "\n",
		`{"ok":true,"acs_users":[{"acs_user_id":"b"}],"acs_users":[{"acs_user_id":"a","errors":[{"error_code":"e"}]}]}`,
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			client, _ := answering(t, body)
			users, err := client.ListAccessGroupUsers(t.Context(), groupID)
			want := []ACSUser{{ACSUserID: "a", Errors: []Issue{{Code: "e"}}}}
			if err != nil || !reflect.DeepEqual(users, want) {
				t.Errorf("got %v, %v", users, err)
			}
		})
	}
}

func TestAListInJSONThatSeamDoesNotDocumentIsAnError(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"no end":                `{"ok":true,"acs_users":[{"acs_user_id":"Jane"}]`,
		"no end of the list":    `{"ok":true,"acs_users":[{"acs_user_id":"Jane"}`,
		"no end of a user":      `{"ok":true,"acs_users":[{"acs_user_id":"Jane"`,
		"another end":           `{"ok":true,"acs_users":[{"acs_user_id":"Jane"}}`,
		"more after the end":    `{"ok":true,"acs_users":[{"acs_user_id":"Jane"}]}{}`,
		"an object for a list":  `{"ok":true,"acs_users":{"acs_user_id":"Jane"}}`,
		"a text for a list":     `{"ok":true,"acs_users":"Jane"}`,
		"a text for a user":     `{"ok":true,"acs_users":["Jane"]}`,
		"a number for an ID":    `{"ok":true,"acs_users":[{"acs_user_id":7}]}`,
		"a list for everything": `[{"acs_user_id":"Jane"}]`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, script := answering(t, body)
			users, err := client.ListAccessGroupUsers(t.Context(), groupID)
			if users != nil || err == nil || !strings.Contains(err.Error(), "200 OK: ") || !strings.Contains(err.Error(), "not the JSON that Seam documents") {
				t.Errorf("got %v, %v", users, err)
			}
			if len(script.saw()) != 1 {
				t.Errorf("%d requests", len(script.saw()))
			}
		})
	}
}

func TestOfAMalformedSuccessNothingIsQuoted(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"cut off":             `{"ok":true,"acs_users":[{"acs_user_id":"u","full_name":"Jane Doe","email_address":"jane@example.com"`,
		"another type":        `{"ok":true,"acs_users":[{"acs_user_id":"u","full_name":["Jane Doe"],"email_address":"jane@example.com"}]}`,
		"a number":            `{"ok":true,"acs_users":[{"acs_user_id":"u","phone_number":15550100}]}`,
		"a large number":      `{"ok":true,"acs_users":[{"acs_user_id":"u","is_suspended":15550100}]}`,
		"plain text":          `Jane Doe <jane@example.com>, +1 15550100`,
		"a string":            `"Jane Doe"`,
		"more after its end":  `{"ok":true,"acs_users":[]} Jane Doe`,
		"without ok":          `{"acs_users":[{"acs_user_id":"u","full_name":"Jane Doe"}]}`,
		"without an ID":       `{"ok":true,"acs_users":[{"full_name":"Jane Doe"}]}`,
		"an error as a text":  `{"ok":false,"error":"Jane Doe"}`,
		"an HTML page":        `<html>Jane Doe</html>`,
		"a mutation, another": `{"ok":true,"acs_users":[{"acs_user_id":"u","pending_mutations":[{"mutation_code":"updating_group_membership","to":"Jane Doe"}]}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := answering(t, body)
			users, err := client.ListAccessGroupUsers(t.Context(), groupID)
			if users != nil || err == nil {
				t.Fatalf("got %v, %v", users, err)
			}
			for _, data := range []string{"Jane", "Doe", "jane", "example", "15550100"} {
				if strings.Contains(fmt.Sprintf("%v %#v", err, asError(t, err)), data) {
					t.Errorf("the error has %q: %v", data, err)
				}
			}
		})
	}
}

// groupOf is the list of a group of that many users, as the API answers with it.
func groupOf(count int) string {
	var users []string
	for i := range count {
		users = append(users, fmt.Sprintf(`{"acs_user_id":"33333333-3333-4333-8333-%012d","acs_system_id":%q,"workspace_id":%q,
			"connected_account_id":%q,"user_identity_id":"44444444-4444-4444-8444-%012d","display_name":"Jane Doe","full_name":"Jane Doe",
			"email_address":"jane.doe.%d@example.com","external_type":"salto_site_user","external_type_display_name":"Salto site user",
			"is_managed":true,"is_suspended":false,"created_at":"2030-01-01T00:00:00.000Z","last_successful_sync_at":"2030-01-01T00:00:00.000Z",
			"user_identity_full_name":"Jane Doe","user_identity_email_address":"jane.doe.%d@example.com","user_identity_phone_number":null,
			"pending_mutations":[],"errors":[],"warnings":[]}`, i, systemID, workspaceID, systemID, i, i, i))
	}
	return `{"ok":true,"acs_users":[` + strings.Join(users, ",") + `]}`
}

// BenchmarkDecodingAGroupOfTenThousandUsers reads a list as it comes from the network.
func BenchmarkDecodingAGroupOfTenThousandUsers(b *testing.B) {
	body := groupOf(10_000)
	credential, err := APIKey(testKey)
	if err != nil {
		b.Fatal(err)
	}
	client, err := New(Config{Credential: credential})
	if err != nil {
		b.Fatal(err)
	}
	client.transport = roundTripper(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader(body))}, nil
	})
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if users, err := client.ListAccessGroupUsers(b.Context(), groupID); err != nil || len(users) != 10_000 {
			b.Fatal(len(users), err)
		}
	}
}
