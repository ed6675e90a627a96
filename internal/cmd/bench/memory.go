// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"fmt"
	"os"
	"time"
)

// memoryWatch looks at the processes of a program until it is stopped.
type memoryWatch struct {
	quit chan struct{}
	peak chan int64
}

// watchMemory begins to watch the processes that run the program at a path. Linux itself keeps the peak of each process,
// so all that a look can miss is what a process takes in its last moments.
func watchMemory(program string) memoryWatch {
	w := memoryWatch{quit: make(chan struct{}), peak: make(chan int64)}
	go func() {
		ticker := time.NewTicker(20 * time.Millisecond)
		defer ticker.Stop()
		var peak int64
		for {
			peak = max(peak, peakMemory(program))
			select {
			case <-w.quit:
				w.peak <- peak
				return
			case <-ticker.C:
			}
		}
	}()
	return w
}

// stop ends the watch. It returns the most memory that one process has held, in bytes, or 0 where the system does not
// tell.
func (w memoryWatch) stop() int64 {
	close(w.quit)
	return <-w.peak
}

// peakMemory returns the most memory that one of the processes now running a program has held so far, in bytes.
func peakMemory(program string) int64 {
	var peak int64
	// Where there is no /proc, and of a process that is gone meanwhile, there is nothing to find.
	processes, _ := os.ReadDir("/proc")
	for _, process := range processes {
		dir := "/proc/" + process.Name()
		if path, err := os.Readlink(dir + "/exe"); err != nil || path != program {
			continue
		}
		status, _ := os.ReadFile(dir + "/status") //nolint:gosec // The path is the system's own.
		_, after, _ := bytes.Cut(status, []byte("VmHWM:"))
		var kibibytes int64
		if _, err := fmt.Sscanf(string(after), "%d kB", &kibibytes); err == nil {
			peak = max(peak, kibibytes<<10)
		}
	}
	return peak
}
