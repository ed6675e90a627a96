// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// How much of an answer is read, counted after it was decompressed.
const (
	// maxListBytes bounds the answer to a list: a group of 10,000 ACS users takes about 12 MiB, in one page.
	maxListBytes = 16 << 20
	// maxObjectBytes bounds any other answer, and each object of a list. An object takes a few KiB, but an access group shows
	// a pending mutation of 300 bytes for each user who is on the way in or out.
	maxObjectBytes = 4 << 20
	// maxObjects bounds a list too: each object takes 500 bytes of memory, however short it is in JSON.
	maxObjects = 20_000
	// maxKeptBytes bounds what is kept of an answer for an error to tell. Errors of Seam take a few hundred bytes.
	maxKeptBytes = 64 << 10

	// An answer with more than this is large. Large ones are read maxLarge at a time, so that what they take together does not
	// depend on how many goroutines are asking. Reading one keeps a core busy.
	largeBytes   = 1 << 20
	largeObjects = 2_000
	maxLarge     = 2
)

var errTooLarge = errors.New("the answer is too large")

// intake reads the body of a success within its bounds, and keeps the beginning.
type intake struct {
	ctx       context.Context
	body      io.Reader
	limit     int64
	slots     chan struct{}
	beginning []byte

	read int64
	// object is what had been read when the object began that is being read.
	object  int64
	objects int
	isLarge bool
	err     error
}

// Read returns errTooLarge where a bound is exceeded.
func (i *intake) Read(p []byte) (int, error) {
	if i.err != nil {
		return 0, i.err
	}
	if i.err = i.admit(); i.err != nil {
		return 0, i.err
	}
	n, err := i.body.Read(p)
	i.read += int64(n)
	i.beginning = append(i.beginning, p[:min(n, maxKeptBytes-len(i.beginning))]...)
	i.err = err
	switch {
	case i.read > i.limit:
		i.err = fmt.Errorf("%w: more than %d bytes", errTooLarge, i.limit)
	case i.read-i.object > maxObjectBytes:
		i.err = fmt.Errorf("%w: one object of more than %d bytes", errTooLarge, maxObjectBytes)
	}
	return n, i.err
}

// admit waits for a slot as soon as the answer is large.
func (i *intake) admit() error {
	if i.isLarge || i.read <= largeBytes && i.objects <= largeObjects {
		return nil
	}
	select {
	case i.slots <- struct{}{}:
		i.isLarge = true
		return nil
	case <-i.ctx.Done():
		return i.ctx.Err()
	}
}

func (i *intake) release() {
	if i.isLarge {
		<-i.slots
	}
}

// endObject notes that an object of a list has been read whole.
func (i *intake) endObject() error {
	i.object = i.read
	i.objects++
	if i.objects > maxObjects {
		i.err = fmt.Errorf("%w: more than %d objects", errTooLarge, maxObjects)
		return i.err
	}
	return nil
}
