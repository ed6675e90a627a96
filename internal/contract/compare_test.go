// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

//go:build contract

package contract_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/contract"
	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// exchangesFile is the table as people read it. With the variable updateVariable set, it is written instead of compared.
const (
	exchangesFile  = "EXCHANGES.md"
	updateVariable = "UPDATE_EXCHANGES"
)

const unknown = "9e107d9d-372b-4b6b-9e10-7d9d372bb682"

// town is a building and another workspace, the same in our fake and in Seam's.
type town struct {
	fakeseam.Building
	key           string
	foreignKey    string
	foreignSystem string
	foreignGroup  string
	foreignUser   string
	foreignDoor   string
	// content is what Seam's fake is to be filled with.
	content content
	ours    string
	seams   string
}

func newTown() *town {
	b := fakeseam.NewBuilding()
	w := &town{Building: b, key: b.Fake.AddAPIKey(b.WorkspaceID)}
	w.content = contentOf(b, w.key, true)

	elsewhere := b.Fake.AddWorkspace("Elsewhere")
	w.foreignKey = b.Fake.AddAPIKey(elsewhere)
	w.foreignSystem = b.Fake.AddSystem(elsewhere, "Elsewhere")
	w.foreignGroup = b.Fake.AddGroup(w.foreignSystem, "Staff")
	w.foreignUser = b.Fake.AddUser(w.foreignSystem, fakeseam.User{FullName: "Somebody Else"})
	w.content.addWorkspace(elsewhere, "Elsewhere", w.foreignKey, true)
	w.content.addSystem(w.foreignSystem, elsewhere, "Elsewhere")
	w.content.addGroup(w.foreignGroup, w.foreignSystem, elsewhere, "Staff")
	w.content.addUser(w.foreignUser, w.foreignSystem, elsewhere, "Somebody Else")
	w.foreignDoor = b.Fake.AddEntrance(w.foreignSystem, "Gate")
	w.content.addEntrance(w.foreignDoor, w.foreignSystem, "Gate")
	return w
}

// newUser adds a user to both fakes. It is no good once Seam's fake has started.
func (w *town) newUser() string {
	id := w.Fake.AddUser(w.System.ID, fakeseam.User{FullName: "Someone"})
	w.content.addUser(id, w.System.ID, w.WorkspaceID, "Someone")
	return id
}

// membership is the body of a request about a new user and a group.
func (w *town) membership() string {
	return fields("acs_access_group_id", w.Groups[0].ID, "acs_user_id", w.newUser())
}

func TestOurFakeAnswersAsSeamsDoes(t *testing.T) {
	t.Parallel()
	w := newTown()
	exchanges := w.exchanges()
	w.seams = startSeamsFake(t, w.content)
	server := httptest.NewServer(w.Fake)
	defer server.Close()
	w.ours = server.URL

	rows := map[string][]string{}
	for _, e := range exchanges {
		seams, ours := w.askSeams(t, e), w.askOurs(t, e)
		e.judge(t, seams, ours)
		e.compareWithDocument(t, w.key, ours)
		rows[e.path] = append(rows[e.path], e.row(t, w.key, seams, ours))
	}
	checkFile(t, exchangesFile, table(document(t), rows))
}

func (w *town) askSeams(t *testing.T, e exchange) reply {
	t.Helper()
	for _, before := range e.before {
		send(t, w.seams, before, w.key)
	}
	if !e.outage {
		return send(t, w.seams, e, w.key)
	}
	simulate := func(routes string) {
		body := fmt.Sprintf(`{"workspace_id":%q,"routes":[%s]}`, w.WorkspaceID, routes)
		if got := send(t, w.seams, exchange{path: "/_fake/simulate_workspace_outage", body: body}, w.key); got.status != http.StatusOK {
			t.Fatalf("simulating an outage is answered with %d %s", got.status, got.body)
		}
	}
	simulate(fmt.Sprintf("%q", e.path))
	defer simulate("")
	return send(t, w.seams, e, w.key)
}

func (w *town) askOurs(t *testing.T, e exchange) reply {
	t.Helper()
	for _, before := range e.before {
		send(t, w.ours, before, w.key)
	}
	if e.outage {
		w.Fake.Inject(e.path, fakeseam.Fault{Status: http.StatusServiceUnavailable})
		defer w.Fake.ClearFaults()
	}
	return send(t, w.ours, e, w.key)
}

// reply is what came over the wire.
type reply struct {
	status int
	header http.Header
	body   []byte
}

func send(t *testing.T, url string, e exchange, key string) reply {
	t.Helper()
	method, header, body := e.request(key)
	r, err := http.NewRequestWithContext(t.Context(), method, url+e.path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = header
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	got, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{status: response.StatusCode, header: response.Header, body: got}
}

// String is all of a reply that is compared: status, error type, envelope with the fields that are found wrong, and what
// is unusual about its content type.
func (r reply) String() string {
	parts := []string{fmt.Sprint(r.status)}
	contentType := r.header.Get("Content-Type")
	var envelope map[string]any
	switch err := json.Unmarshal(r.body, &envelope); {
	case len(r.body) == 0:
		parts = append(parts, "empty")
	case err != nil:
		parts = append(parts, fmt.Sprintf("text %#q", r.body))
	default:
		parts = append(parts, describe(envelope))
	}
	switch {
	case contentType == "" && envelope == nil:
	case contentType == "application/json; charset=utf-8" && envelope != nil:
	default:
		parts = append(parts, fmt.Sprintf("as %#q", contentType))
	}
	return strings.Join(parts, " ")
}

// describe tells the envelope of a success by the names in it, and that of an error by its type and what comes with it.
func describe(envelope map[string]any) string {
	failure, isFailure := envelope["error"].(map[string]any)
	if !isFailure {
		return "`" + strings.Join(slices.Sorted(maps.Keys(envelope)), "`, `") + "`"
	}
	said := fmt.Sprintf("`%v`", failure["type"])
	if issues, hasIssues := failure["validation_errors"].(map[string]any); hasIssues {
		names := slices.DeleteFunc(slices.Sorted(maps.Keys(issues)), func(name string) bool { return name == "_errors" })
		if len(names) == 0 {
			names = []string{"the body"}
		}
		said += " (" + strings.Join(names, ", ") + ")"
	}
	for name := range failure {
		if !slices.Contains([]string{"type", "message", "validation_errors"}, name) {
			said += " with `" + name + "`"
		}
	}
	if envelope["ok"] != false || len(envelope) != 2 || failure["message"] == "" {
		said += fmt.Sprintf(" in an unusual envelope %v", slices.Sorted(maps.Keys(envelope)))
	}
	return said
}

// judge compares the two answers.
func (e exchange) judge(t *testing.T, seams, ours reply) {
	t.Helper()
	switch same := seams.String() == ours.String(); {
	case !same && e.lags == "":
		t.Errorf("%s, %s:\nSeam's fake answers %s: %s\nours answers %s: %s", e.path, e.name, seams, seams.body, ours, ours.body)
	case same && e.lags != "":
		t.Errorf("%s, %s: both answer %s: it is no longer true that Seam's fake %s", e.path, e.name, ours, e.lags)
	}
}

// compareWithDocument checks that our fake refuses a request where the document does, and only there; and that its answer
// is one that the document describes.
func (e exchange) compareWithDocument(t *testing.T, key string, ours reply) {
	t.Helper()
	objections := e.objections(t, key)
	switch isRefusal := ours.status >= 400 && ours.status < 500; {
	case objections == "" && isShapeRefusal(ours) != (e.stricter != ""):
		t.Errorf("%s, %s: ours answers %s to a request that conforms to the document, and is stricter since %q", e.path, e.name, ours, e.stricter)
	case objections != "" && !e.ignored && !isRefusal:
		t.Errorf("%s, %s: ours answers %s, though the document objects: %s", e.path, e.name, ours, objections)
	}
	if ours.header.Get("Content-Type") == "" {
		return // the plain texts of a server that never got as far as the API
	}
	for _, violation := range document(t).CheckAnswer(e.path, contract.Answer{Status: ours.status, Header: ours.header, Body: ours.body}) {
		t.Errorf("%s, %s: our answer goes against the document: %s\n%s", e.path, e.name, violation, ours.body)
	}
}

// isShapeRefusal reports whether an answer says that there is something wrong with the request itself.
func isShapeRefusal(r reply) bool {
	return r.status == http.StatusMethodNotAllowed || bytes.Contains(r.body, []byte(`"invalid_`)) || string(r.body) == "Invalid JSON"
}

// objections is what the document objects to in a request.
func (e exchange) objections(t *testing.T, key string) string {
	t.Helper()
	method, header, body := e.request(key)
	var objections []string
	for _, violation := range document(t).CheckRequest(contract.Request{Method: method, Path: e.path, Header: header, Body: []byte(body)}) {
		objections = append(objections, violation.String())
	}
	return strings.Join(objections, "; ")
}

func (e exchange) row(t *testing.T, key string, seams, ours reply) string {
	t.Helper()
	verdict := "request conforms"
	if objections := e.objections(t, key); objections != "" {
		verdict = objections
	}
	if e.stricter != "" {
		verdict += ", though " + e.stricter
	}
	if e.ignored {
		verdict += " (left open, refused in what we send)"
	}
	said := seams.String()
	if e.lags != "" {
		said += ": **" + e.lags + "**"
	}
	return fmt.Sprintf("| %s | %s | %s | %s; %s |", e.name, said, ours, verdict, document(t).Describes(e.path, ours.status))
}

// table is the document that people read.
func table(document *contract.Document, rows map[string][]string) string {
	var text strings.Builder
	fmt.Fprintf(&text, preface, document.Source())
	for _, path := range slices.Sorted(maps.Keys(rows)) {
		fmt.Fprintf(&text, "\n## `%s`\n\n", path)
		text.WriteString("| exchange | Seam's fake | ours | the OpenAPI document |\n|---|---|---|---|\n")
		text.WriteString(strings.Join(rows[path], "\n") + "\n")
	}
	text.WriteString("\n## Known gaps of the document\n\n")
	text.WriteString("What the document leaves open, what the checks demand instead, and why. There are no other exceptions.\n\n")
	text.WriteString("| gap | instead | reason |\n|---|---|---|\n")
	for _, gap := range contract.Gaps() {
		fmt.Fprintf(&text, "| %s | %s | %s |\n", gap.What, gap.Instead, gap.Reason)
	}
	return text.String()
}

const preface = `# The same questions to Seam's fake and to ours

A test writes this file: "make contract" fails where it is out of step, and "make openapi" renews it.

Every row is one request, sent to Seam's own fake of the API and to the one in internal/fakeseam, with the same workspaces, access
systems, access groups and users in both. Compared are the status, the type of an error, the fields that it finds fault with, the
envelope and the content type. The two answer alike, except where **bold** says how Seam's fake lags behind Seam's OpenAPI document: there
the document decides. Where Seam's fake has no such path, or nothing behind it, the document alone speaks: so it is with all that reads access
groups and with most that is about user identities.

The last column is what the document objects to in the request, and whether it describes the answer of our fake. Ours takes POST
alone, which is all that the provider sends; Seam's also takes the other methods of the document.

The document is %s.
`

// checkFile compares a committed file with what it has to be, or writes it where that is asked for.
func checkFile(t *testing.T, name, want string) {
	t.Helper()
	if os.Getenv(updateVariable) != "" {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(string(got), "\n"), strings.Split(want, "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		if is, ought := line(gotLines, i), line(wantLines, i); is != ought {
			t.Fatalf("%s is out of step, run \"make openapi\": line %d is\n%s\nand has to be\n%s", name, i+1, is, ought)
		}
	}
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}
