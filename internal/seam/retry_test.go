// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestHowOftenACallIsTried(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		step http.HandlerFunc
		want int
	}{
		"429": {refuses(429), 4}, "500": {refuses(500), 4}, "502": {says(502, "<html>"), 4}, "503": {says(503, ""), 4}, "504": {refuses(504), 4},
		"599": {refuses(599), 4}, "408": {refuses(408), 4}, "closed": {hangsUp, 4}, "broken off": {breaksOff(200), 4}, "broken off 404": {breaksOff(404), 4},
		"timed out": {hangs, 4},
		"400":       {refuses(400), 1}, "401": {refuses(401), 1}, "403": {refuses(403), 1}, "404": {refuses(404), 1}, "409": {refuses(409), 1},
		"501": {refuses(501), 1}, "302": {says(302, "", "Location", "/x"), 1}, "no JSON": {says(200, "x"), 1},
		"accepted": {accepts(), 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				script := &script{steps: []http.HandlerFunc{test.step}}
				client := clientInMemory(t, script, Config{MaxRetries: 3})
				err := addUser(t.Context(), client)
				if got := len(script.saw()); got != test.want {
					t.Errorf("%d attempts, want %d", got, test.want)
				}
				if err != nil && asError(t, err).Attempts != test.want {
					t.Errorf("the error counts %d attempts", asError(t, err).Attempts)
				}
				for _, request := range script.saw() {
					if want := `{"acs_access_group_id":"` + groupID + `","acs_user_id":"` + userID + `"}`; request.Body != want {
						t.Errorf("an attempt sent %q", request.Body)
					}
				}
			})
		})
	}
}

func TestWithoutRetriesACallIsTriedOnce(t *testing.T) {
	t.Parallel()
	script := &script{steps: []http.HandlerFunc{refuses(503), accepts()}}
	err := addUser(t.Context(), clientOf(t, script))
	if asError(t, err).Status != 503 || len(script.saw()) != 1 {
		t.Errorf("%d requests: %v", len(script.saw()), err)
	}
}

func TestACertificateThatIsNotTrustedIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(accepts())
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	server.StartTLS()
	defer server.Close()
	client := clientOf(t, accepts())
	client.config.Endpoint = server.URL
	client.config.MaxRetries = 4
	err := addUser(t.Context(), client)
	if failure := asError(t, err); failure.Attempts != 1 || failure.Certainty != NotApplied ||
		!strings.Contains(err.Error(), "certificate signed by unknown authority") {
		t.Errorf("%d attempts, %s: %v", failure.Attempts, failure.Certainty, err)
	}
}

func TestTheWaitBetweenAttempts(t *testing.T) {
	t.Parallel()
	second := func(from, to float64) [2]time.Duration {
		return [2]time.Duration{time.Duration(from * float64(time.Second)), time.Duration(to * float64(time.Second))}
	}
	for name, test := range map[string]struct {
		status     int
		retryAfter string
		want       [][2]time.Duration
	}{
		"doubles, with jitter":             {500, "", [][2]time.Duration{second(.25, .5), second(.5, 1), second(1, 2), second(2, 4), second(4, 8), second(5, 10), second(5, 10)}},
		"as long as a 429 asks for":        {429, "7", [][2]time.Duration{second(7, 7)}},
		"as long as a 503 asks for":        {503, "7", [][2]time.Duration{second(7, 7)}},
		"a minute at most":                 {429, "3600", [][2]time.Duration{second(60, 60)}},
		"a minute at most, beyond integer": {429, "9223372036854775807", [][2]time.Duration{second(60, 60)}},
		"until a date":                     {429, "Sat, 01 Jan 2000 00:00:09 GMT", [][2]time.Duration{second(9, 9), second(.5, 1)}},
		"a minute at most, until a date":   {429, "Sun, 02 Jan 2000 00:00:00 GMT", [][2]time.Duration{second(60, 60), second(60, 60)}},
		"a date in the past":               {429, "Fri, 31 Dec 1999 00:00:00 GMT", [][2]time.Duration{second(.25, .5)}},
		"nothing asked for":                {429, "0", [][2]time.Duration{second(.25, .5)}},
		"less than nothing":                {429, "-10000000000", [][2]time.Duration{second(.25, .5)}},
		"nonsense":                         {429, "soon", [][2]time.Duration{second(.25, .5)}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				headers := []string{}
				if test.retryAfter != "" {
					headers = append(headers, "Retry-After", test.retryAfter)
				}
				script := &script{steps: []http.HandlerFunc{says(test.status, "", headers...)}}
				client := clientInMemory(t, script, Config{MaxRetries: len(test.want)})
				_ = addUser(t.Context(), client)

				requests := script.saw()
				for i, bounds := range test.want {
					if wait := requests[i+1].At.Sub(requests[i].At); wait < bounds[0] || wait > bounds[1] {
						t.Errorf("wait %d = %s, want %s to %s", i+1, wait, bounds[0], bounds[1])
					}
				}
			})
		})
	}
}

func TestTheWaitIsNotTheSameForEverybody(t *testing.T) {
	t.Parallel()
	waits := map[time.Duration]bool{}
	for range 100 {
		waits[waitAfter(1, nil)] = true
	}
	if len(waits) < 50 {
		t.Errorf("%d different waits of 100", len(waits))
	}
}

// Twenty changes by ten workers, 50 ms each, of which one gets a 429 while nine others are under way.
func TestOneRateLimitHoldsEveryCallBack(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		headers  []string
		from, to time.Duration
	}{
		"with Retry-After":    {[]string{"Retry-After", "2"}, 2 * time.Second, 2 * time.Second},
		"without Retry-After": {nil, 250 * time.Millisecond, 500 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				limited := after(40*time.Millisecond, says(429, "", test.headers...))
				accepted := after(50*time.Millisecond, accepts())
				script := &script{steps: []http.HandlerFunc{accepted, accepted, accepted, accepted, limited, accepted}}
				client := clientInMemory(t, script, Config{MaxRetries: 1})
				start := time.Now()

				inParallel(t, 10, 20, func() error { return addUser(t.Context(), client) })

				var early, late int
				for _, request := range script.saw() {
					switch into := request.At.Sub(start) - 40*time.Millisecond; {
					case into < 0:
						early++
					case into >= test.from && into <= test.to+200*time.Millisecond:
						late++
					default:
						t.Errorf("a request was sent %s into the pause", into)
					}
				}
				if early != 10 || late != 11 {
					t.Errorf("%d requests before the pause and %d after it", early, late)
				}
				if took := time.Since(start); took > test.to+300*time.Millisecond {
					t.Errorf("took %s", took)
				}
			})
		})
	}
}

func inParallel(t *testing.T, workers, times int, do func() error) {
	t.Helper()
	jobs := make(chan struct{})
	var running sync.WaitGroup
	for range workers {
		running.Go(func() {
			for range jobs {
				if err := do(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range times {
		jobs <- struct{}{}
	}
	close(jobs)
	running.Wait()
}

func TestThePauseDoesNotCountAsTimeOfAnAttempt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		script := &script{steps: []http.HandlerFunc{says(429, "", "Retry-After", "60"), accepts()}}
		client := clientInMemory(t, script, Config{RequestTimeout: time.Second})
		start := time.Now()
		_ = addUser(t.Context(), client)
		if err := addUser(t.Context(), client); err != nil {
			t.Error(err)
		}
		if took := time.Since(start); took != time.Minute {
			t.Errorf("took %s", took)
		}
	})
}

func TestACallThatIsCancelledDuringThePauseIsNeverSent(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		script := &script{steps: []http.HandlerFunc{says(429, "", "Retry-After", "60")}}
		client := clientInMemory(t, script, Config{MaxRetries: 4})
		client.pause.extend(time.Minute)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		err := addUser(ctx, client)
		if want := "/acs/users/add_to_access_group: context deadline exceeded"; err == nil || err.Error() != want {
			t.Errorf("error = %v, want %q", err, want)
		}
		if Outcome(err) != NotApplied || len(script.saw()) != 0 || time.Since(start) != time.Second {
			t.Errorf("outcome = %s after %d requests and %s", Outcome(err), len(script.saw()), time.Since(start))
		}
	})
}

func TestAnotherRateLimitLengthensThePauseAndNeverShortensIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		script := &script{steps: []http.HandlerFunc{accepts()}}
		client := clientInMemory(t, script, Config{})
		client.pause.extend(10 * time.Second)
		time.AfterFunc(5*time.Second, func() { client.pause.extend(20 * time.Second) })
		time.AfterFunc(6*time.Second, func() { client.pause.extend(time.Second) })
		start := time.Now()
		if err := addUser(t.Context(), client); err != nil {
			t.Error(err)
		}
		if took := time.Since(start); took != 25*time.Second {
			t.Errorf("took %s", took)
		}
	})
}

func TestRetriesPausesAndGivingUpAreLogged(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var journal journal
		script := &script{steps: []http.HandlerFunc{
			says(429, `"`+testKey+`"`, "Retry-After", "3", "seam-request-id", "req-1"), breaksOff(200), refuses(503),
		}}
		client := clientInMemory(t, script, Config{MaxRetries: 2, Log: journal.log})
		client.pause.extend(5 * time.Second)
		_ = addUser(t.Context(), client)

		const path = "path=/acs/users/add_to_access_group "
		want := []string{
			"INFO pausing before a request to Seam " + path + "reason=Seam limits the rate of requests wait=5s",
			"INFO retrying a request to Seam " + path + "reason=429 Too Many Requests wait=3s attempts=1",
			"INFO retrying a request to Seam " + path + "reason=the answer broke off: unexpected EOF wait=",
			"INFO giving up on a request to Seam " + path + "reason=503 Service Unavailable attempts=3",
		}
		got := journal.at(slog.LevelInfo)
		if len(got) != len(want) {
			t.Fatalf("log = %q", got)
		}
		for i := range want {
			if !strings.HasPrefix(got[i], want[i]) {
				t.Errorf("line %d = %q, want %q", i, got[i], want[i])
			}
		}
		if answers := journal.at(slog.LevelDebug); len(answers) != 3 || !strings.Contains(answers[0], "status=429 request_id=req-1") {
			t.Errorf("debug log = %q", answers)
		}
		for _, line := range journal.lines {
			if strings.Contains(line, secretPart) || strings.Contains(line, "Some message") {
				t.Errorf("a secret or a body is in the log: %s", line)
			}
		}
	})
}

func TestACancelledCallIsLoggedAsGivenUpAndNotAsRetried(t *testing.T) {
	t.Parallel()
	const retried = "INFO retrying a request to Seam path=/workspaces/get reason=503 Service Unavailable wait=1m0s attempts=1"
	const givenUp = "INFO giving up on a request to Seam path=/workspaces/get reason=context canceled attempts=1"
	for name, test := range map[string]struct {
		step http.HandlerFunc
		want []string
	}{
		"in flight":     {hangs, []string{givenUp}},
		"while waiting": {says(503, "", "Retry-After", "60"), []string{retried, givenUp}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var journal journal
				client := clientInMemory(t, test.step, Config{MaxRetries: 4, Log: journal.log})
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(time.Second, cancel)
				_, _ = client.GetWorkspace(ctx)
				if got := journal.at(slog.LevelInfo); !slices.Equal(got, test.want) {
					t.Errorf("log = %q, want %q", got, test.want)
				}
			})
		})
	}
}

func TestACallThatIsAnsweredInTheEndIsNotLoggedAsGivenUp(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]http.HandlerFunc{"accepted": accepts(), "refused": refuses(404)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var journal journal
				script := &script{steps: []http.HandlerFunc{refuses(503), answer}}
				client := clientInMemory(t, script, Config{MaxRetries: 4, Log: journal.log})
				_ = addUser(t.Context(), client)
				if got := journal.at(slog.LevelInfo); len(got) != 1 || !strings.HasPrefix(got[0], "INFO retrying") {
					t.Errorf("log = %q", got)
				}
			})
		})
	}
}

func TestAnAnswerIsNothingToTellAPersonAbout(t *testing.T) {
	t.Parallel()
	for _, step := range []http.HandlerFunc{accepts(), refuses(404)} {
		var journal journal
		client := clientOf(t, step)
		client.config.Log = journal.log
		_ = addUser(t.Context(), client)
		if got := journal.at(slog.LevelInfo); len(got) != 0 {
			t.Errorf("log = %q", got)
		}
	}
}
