// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func getUser(ctx context.Context, client *Client) error {
	_, err := client.GetACSUser(ctx, userID)
	return err
}

func listUsers(ctx context.Context, client *Client) error {
	_, err := client.ListAccessGroupUsers(ctx, groupID)
	return err
}

// padded is a JSON object of that many bytes.
func padded(object string, size int) string {
	return strings.TrimSuffix(object, "}") + strings.Repeat(" ", size-len(object)) + "}"
}

func TestAnAnswerIsReadUpToItsBoundAndNotAskedForAgainBeyond(t *testing.T) {
	t.Parallel()
	const user = `{"ok":true,"acs_user":{"acs_user_id":"` + userID + `"}}`
	for name, test := range map[string]struct {
		ask  func(context.Context, *Client) error
		body func(size int) string
		most int
		want string
	}{
		"change": {addUser, func(size int) string { return padded(`{"ok":true}`, size) }, maxObjectBytes, "more than 4194304 bytes"},
		"get":    {getUser, func(size int) string { return padded(user, size) }, maxObjectBytes, "more than 4194304 bytes"},
		"list": {listUsers, func(size int) string {
			rest := size
			var users strings.Builder
			for rest > 2<<20 {
				users.WriteString(padded(fmt.Sprintf(`{"acs_user_id":"%d"}`, rest), 1<<20) + ",")
				rest -= 1<<20 + 1
			}
			const around = `{"ok":true,"acs_users":[]}`
			return `{"ok":true,"acs_users":[` + users.String() + padded(`{"acs_user_id":"u"}`, rest-len(around)) + `]}`
		}, maxListBytes, "more than 16777216 bytes"},
		"objects of a list": {listUsers, func(count int) string {
			var users []string
			for i := range count {
				users = append(users, fmt.Sprintf(`{"acs_user_id":"%d"}`, i))
			}
			return `{"ok":true,"acs_users":[` + strings.Join(users, ",") + `]}`
		}, maxObjects, "more than 20000 objects"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			script := &script{steps: []http.HandlerFunc{says(200, test.body(test.most)), says(200, test.body(test.most+1))}}
			client := clientOf(t, script)
			client.config.MaxRetries = 4
			if err := test.ask(t.Context(), client); err != nil {
				t.Errorf("at the bound: %v", err)
			}
			err := test.ask(t.Context(), client)
			if !errors.Is(err, errTooLarge) || !strings.HasSuffix(err.Error(), "200 OK: the answer is too large: "+test.want) {
				t.Errorf("error = %v, want %q", err, test.want)
			}
			if Outcome(err) != InDoubt || len(script.saw()) != 2 {
				t.Errorf("outcome = %s after %d requests in all", Outcome(err), len(script.saw()))
			}
		})
	}
}

func TestOneObjectOfAListIsBoundedToo(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"a user":           `{"ok":true,"acs_users":[{"acs_user_id":"a"},` + padded(`{"acs_user_id":"b"}`, 5<<20) + `]}`,
		"a name":           `{"ok":true,"acs_users":[{"acs_user_id":"a","display_name":"` + strings.Repeat("x", 5<<20) + `"}]}`,
		"an unknown field": `{"ok":true,"more":"` + strings.Repeat("x", 5<<20) + `","acs_users":[]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := answering(t, body)
			if err := listUsers(t.Context(), client); !errors.Is(err, errTooLarge) || !strings.Contains(err.Error(), "one object of more than 4194304 bytes") {
				t.Errorf("error = %v", err)
			}
		})
	}
}

// An error is known by its status. What follows the beginning of its body adds nothing.
func TestAnErrorWithALargeBodyIsStillThatError(t *testing.T) {
	t.Parallel()
	const large = 64 << 20
	var written atomic.Int64
	saysMuch := func(status int, part string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			for range large / len(part) {
				n, err := io.WriteString(w, part)
				written.Add(int64(n))
				if err != nil {
					return
				}
			}
		}
	}
	script := &script{steps: []http.HandlerFunc{saysMuch(503, "<html>"), saysMuch(404, strings.Repeat("x", 1000))}}
	client := clientOf(t, script)
	client.config.MaxRetries = 1
	err := addUser(t.Context(), client)
	if failure := asError(t, err); failure.Status != 404 || failure.Attempts != 2 || len(failure.Message) > 2*maxTextLength {
		t.Errorf("%d attempts: %v", failure.Attempts, err)
	}
	if written.Load() > large {
		t.Errorf("%d bytes were read of two errors", written.Load())
	}
}

func TestHeadersAreBoundedToo(t *testing.T) {
	t.Parallel()
	err := addUser(t.Context(), clientOf(t, says(200, `{"ok":true}`, "X", strings.Repeat("x", 1<<20))))
	if err == nil || !strings.Contains(err.Error(), "headers exceeded 65536 bytes") || Outcome(err) != InDoubt {
		t.Errorf("error = %v (%s)", err, Outcome(err))
	}
}

func TestOnlyTheBeginningOfAnAnswerIsKept(t *testing.T) {
	t.Parallel()
	body := &intake{ctx: t.Context(), body: strings.NewReader(strings.Repeat("x", 3*maxKeptBytes)), limit: maxListBytes}
	if read, err := io.Copy(io.Discard, body); read != 3*maxKeptBytes || err != nil {
		t.Fatalf("read %d bytes, %v", read, err)
	}
	if len(body.beginning) != maxKeptBytes {
		t.Errorf("%d bytes are kept, want %d", len(body.beginning), maxKeptBytes)
	}
}

func TestALargeAnswerWaitsForItsTurnAndNoLongerThanItsCaller(t *testing.T) {
	t.Parallel()
	client, _ := answering(t, groupOf(largeObjects+1))
	for range maxLarge {
		client.largeAnswers <- struct{}{}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if err := listUsers(ctx, client); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("without a turn: %v", err)
	}
	small, _ := answering(t, `{"ok":true,"acs_users":[]}`)
	small.largeAnswers = client.largeAnswers
	if err := listUsers(t.Context(), small); err != nil {
		t.Errorf("a small answer: %v", err)
	}
	<-client.largeAnswers
	for range 3 {
		if err := listUsers(t.Context(), client); err != nil {
			t.Errorf("with a turn: %v", err)
		}
	}
	if len(client.largeAnswers) != maxLarge-1 {
		t.Errorf("%d turns are taken after the last answer", len(client.largeAnswers))
	}
}
