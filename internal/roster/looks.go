// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"cmp"
	"context"
	"sync"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// pollInterval is the time between two looks at a group whose changes Seam is pushing to an access system. Pushes take
// seconds to minutes.
const pollInterval = 2 * time.Second

// looks shares the looks at access groups among all who wait for changes of them.
type looks struct {
	mu      sync.Mutex
	inGroup map[string]*lookout
}

// lookout is the one place from which a group is looked at.
type lookout struct {
	// last is when the last look began, next the one that has not begun yet. Nil while nobody waits.
	last time.Time
	next *look
	// isListedLate says that the last look has met somebody whom the list lacks.
	isListedLate bool
}

// look is what Seam says of a group at one time. Without a list, its only waiter asks for itself: a list can be of ten
// thousand people.
type look struct {
	timer   *time.Timer
	waiting int
	// done is closed once the rest is set.
	done chan struct{}
	// list is what the list says by itself.
	list *snapshot
	err  error
	// whole has what ask answers, once for all.
	whole par.Cache[struct{}, wholeLook]
	ask   func(context.Context) (wholeLook, error)
}

// wholeLook is the list together with the changes that the group itself shows, or why these are not known: that is the answer to
// all who need them.
type wholeLook struct {
	list    *snapshot
	pending GroupChanges
	err     error
}

// nextLook waits for the next look at a group to begin and to end. It is an interval after the last one, and none that is
// under way already: that may have been answered before the change that somebody waits for. It fails only when ctx ends
// first.
func (r *reads) nextLook(ctx context.Context, acsAccessGroupID string) (*look, error) {
	r.looks.mu.Lock()
	at := r.looks.at(acsAccessGroupID)
	next := at.next
	if next == nil {
		next = &look{done: make(chan struct{})}
		at.next = next
		lookCtx := context.WithoutCancel(ctx)
		next.timer = time.AfterFunc(time.Until(at.last.Add(pollInterval)), func() { r.look(lookCtx, acsAccessGroupID, next) })
	}
	next.waiting++
	r.looks.mu.Unlock()

	select {
	case <-next.done:
		return next, nil
	case <-ctx.Done():
		r.looks.mu.Lock()
		defer r.looks.mu.Unlock()
		next.waiting--
		if next.waiting == 0 && next.timer.Stop() {
			at.next = nil
		}
		return nil, context.Cause(ctx)
	}
}

// at returns the lookout of a group. The caller holds the mutex.
func (l *looks) at(acsAccessGroupID string) *lookout {
	if l.inGroup == nil {
		l.inGroup = map[string]*lookout{}
	}
	if l.inGroup[acsAccessGroupID] == nil {
		l.inGroup[acsAccessGroupID] = &lookout{}
	}
	return l.inGroup[acsAccessGroupID]
}

// noteListedLate notes that the group shows somebody whom its list lacks.
func (l *looks) noteListedLate(acsAccessGroupID string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.at(acsAccessGroupID).isListedLate = true
}

// look looks at a group, if more than one wait for it by now.
func (r *reads) look(ctx context.Context, acsAccessGroupID string, now *look) {
	defer close(now.done)
	r.looks.mu.Lock()
	at := r.looks.at(acsAccessGroupID)
	asksGroup := at.isListedLate
	at.last, at.next, at.isListedLate = time.Now(), nil, false
	isShared := now.waiting > 1
	r.looks.mu.Unlock()
	if !isShared {
		return
	}
	var group *seam.ACSAccessGroup
	if asksGroup {
		// Before the list: whoever arrives in between is on one of the two.
		if group, now.err = r.api.GetACSAccessGroup(ctx, acsAccessGroupID); now.err != nil {
			return
		}
	}
	users, err := r.list(acsAccessGroupID)(ctx)
	if err != nil {
		now.err = err
		return
	}
	now.list = newSnapshot(GroupChanges{acsAccessGroupID: acsAccessGroupID}, users)
	now.ask = func(ctx context.Context) (whole wholeLook, _ error) {
		if group == nil {
			group, whole.err = r.api.GetACSAccessGroup(ctx, acsAccessGroupID)
		}
		if whole.err == nil {
			whole.pending = ChangesOf(group)
			whole.list = newSnapshot(whole.pending, users)
		}
		return whole, nil
	}
}

// lookAt returns what a look has seen of one membership. Whoever is listed as joining or leaving has to wait, whatever the group
// shows; for everybody else it is asked. Whom neither the list nor the group shows is asked for singly, since changes may show
// on the ACS user alone, and so is everybody where Seam does not know the group any more.
func (r *reads) lookAt(ctx context.Context, now *look, key Key) (Membership, error) {
	if now.err != nil && !seam.IsNotFound(now.err) {
		return Membership{}, now.err
	}
	if now.list == nil {
		return r.ask(ctx, key)
	}
	if membership, _ := now.list.find(key.Person); membership.Standing == Joining || membership.Standing == Leaving {
		return membership, nil
	}
	whole, err := now.whole.Get(ctx, struct{}{}, now.ask)
	if err = cmp.Or(err, whole.err); seam.IsNotFound(err) {
		return r.ask(ctx, key)
	}
	if err != nil {
		return Membership{}, err
	}
	membership, isListed := whole.list.find(key.Person)
	changes := whole.pending.byUser[membership.Person.ACSUserID]
	if !isListed && len(changes) == 0 {
		return r.ask(ctx, key)
	}
	if !isListed {
		r.looks.noteListedLate(key.ACSAccessGroupID)
		membership.Standing = newestStanding(false, changes)
	}
	return membership, nil
}
