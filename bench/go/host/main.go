// The host of the Go side, on moby's own pkg/plugins. Does what the lines of its input say, one after the other, and answers
// each with one line; the other side, Load.java and its neighbours, takes the same lines.
//
//	calls SOCKET CALLERS MILLIS     calls made, nanoseconds taken, median and 99th percentile of a call in nanoseconds
//	pooled SOCKET CALLERS MILLIS    the same, with an idle connection for each caller in the pool
//	diff SOCKET BYTES               nanoseconds until the end of such a download
//	logs SOCKET ENTRIES             the same, of so many entries of a log, each decoded
//	apply SOCKET BYTES              nanoseconds of such an upload
//	entries FIFO                    entries that come out of a FIFO of log frames, nanoseconds until its end
//	buffered FIFO                   the same, with a buffer before the decoder, which plugins in Go have not
//	scan SPECS                      names in a folder of spec files, nanoseconds
//	resolve SPECS                   the same, with every one looked up
//	unknown SPECS NAME              0 where no spec file has that name, nanoseconds
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
	"unsafe"

	"github.com/docker/docker/api/types/plugins/logdriver"
	"github.com/docker/docker/pkg/plugins"
)

//go:linkname socketsPath github.com/docker/docker/pkg/plugins.socketsPath
var socketsPath string

//go:linkname specsPaths github.com/docker/docker/pkg/plugins.specsPaths
var specsPaths []string

//go:linkname plugin github.com/docker/docker/pkg/plugins.(*localRegistry).Plugin
func plugin(registry *struct{}, name string) (*plugins.Plugin, error)

func main() {
	input := bufio.NewScanner(os.Stdin)
	for input.Scan() {
		fmt.Println(strings.Trim(fmt.Sprint(do(strings.Fields(input.Text()))), "[]"))
	}
}

func do(words []string) []int64 {
	switch words[0] {
	case "calls":
		return calls(client(words[1], 0), number(words[2]), number(words[3]))
	case "pooled":
		return calls(client(words[1], number(words[2])), number(words[2]), number(words[3]))
	case "diff":
		return diff(words[1], words[2])
	case "logs":
		return logs(words[1], words[2])
	case "apply":
		return upload(words[1], number(words[2]))
	case "entries":
		return entries(words[1], func(file io.Reader) io.Reader { return file })
	case "buffered":
		return entries(words[1], func(file io.Reader) io.Reader { return bufio.NewReaderSize(file, 64*1024) })
	case "scan":
		return scan(words[1], false)
	case "resolve":
		return scan(words[1], true)
	case "unknown":
		return unknown(words[1], words[2])
	}
	panic(words[0])
}

func number(word string) int {
	value, err := strconv.Atoi(word)
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

var clients = map[string]*plugins.Client{}

// client keeps one client for each socket, as dockerd does. Moby has no setting for the pool, so it is reached by reflection.
func client(socket string, idle int) *plugins.Client {
	key := fmt.Sprint(socket, " ", idle)
	if clients[key] == nil {
		made, err := plugins.NewClient("unix://"+socket, nil)
		check(err)
		if idle > 0 {
			field := reflect.ValueOf(made).Elem().FieldByName("http")
			inner := *(**http.Client)(unsafe.Pointer(field.UnsafeAddr()))
			carrier := reflect.ValueOf(inner.Transport).FieldByName("RoundTripper").Interface()
			carrier.(*http.Transport).MaxIdleConnsPerHost = idle
		}
		clients[key] = made
	}
	return clients[key]
}

type getReply struct {
	Volume struct {
		Name       string
		Mountpoint string
		Status     map[string]interface{}
	}
	Err string
}

func calls(client *plugins.Client, callers, millis int) []int64 {
	took := make([][]int64, callers)
	var all sync.WaitGroup
	start := time.Now()
	end := start.Add(time.Duration(millis) * time.Millisecond)
	for i := 0; i < callers; i++ {
		all.Add(1)
		go func(i int) {
			defer all.Done()
			for before := time.Now(); before.Before(end); {
				var reply getReply
				check(client.Call("VolumeDriver.Get", map[string]string{"Name": "data"}, &reply))
				if reply.Volume.Mountpoint != "/mnt/data" {
					panic(reply)
				}
				after := time.Now()
				took[i] = append(took[i], int64(after.Sub(before)))
				before = after
			}
		}(i)
	}
	all.Wait()
	nanos := int64(time.Since(start))
	sorted := []int64{}
	for _, one := range took {
		sorted = append(sorted, one...)
	}
	sort.Slice(sorted, func(a, b int) bool { return sorted[a] < sorted[b] })
	return []int64{int64(len(sorted)), nanos, sorted[len(sorted)/2], sorted[len(sorted)*99/100]}
}

func diff(socket, bytes string) []int64 {
	start := time.Now()
	stream, err := client(socket, 0).Stream("GraphDriver.Diff", map[string]string{"ID": bytes})
	check(err)
	count, err := io.Copy(io.Discard, stream)
	check(err)
	check(stream.Close())
	if count != int64(number(bytes)) {
		panic(count)
	}
	return []int64{int64(time.Since(start))}
}

func logs(socket, entries string) []int64 {
	start := time.Now()
	config := map[string]interface{}{"Config": map[string]string{"entries": entries}}
	stream, err := client(socket, 0).Stream("LogDriver.ReadLogs", map[string]interface{}{"Info": config})
	check(err)
	if count := decode(stream); count != int64(number(entries)) {
		panic(count)
	}
	check(stream.Close())
	return []int64{int64(time.Since(start))}
}

// decode counts the entries of a stream, as moby's daemon reads them: each into one of its own.
func decode(stream io.Reader) int64 {
	decoder := logdriver.NewLogEntryDecoder(stream)
	for count := int64(0); ; count++ {
		var entry logdriver.LogEntry
		if err := decoder.Decode(&entry); err == io.EOF {
			return count
		} else {
			check(err)
		}
	}
}

type zeros struct{}

func (zeros) Read(piece []byte) (int, error) { return len(piece), nil }

func upload(socket string, bytes int) []int64 {
	start := time.Now()
	var reply struct{ Size int64 }
	check(client(socket, 0).SendFile("GraphDriver.ApplyDiff", io.LimitReader(zeros{}, int64(bytes)), &reply))
	if reply.Size != int64(bytes) {
		panic(reply)
	}
	return []int64{int64(time.Since(start))}
}

func entries(path string, buffer func(io.Reader) io.Reader) []int64 {
	file, err := os.Open(path)
	check(err)
	defer file.Close()
	start := time.Now()
	count := decode(buffer(file))
	return []int64{count, int64(time.Since(start))}
}

func search(specs string) {
	socketsPath, specsPaths = specs+"/none", []string{specs}
}

func scan(specs string, resolve bool) []int64 {
	search(specs)
	start := time.Now()
	names, err := plugins.Scan()
	check(err)
	if resolve {
		for _, name := range names {
			_, err := plugin(&struct{}{}, name)
			check(err)
		}
	}
	return []int64{int64(len(names)), int64(time.Since(start))}
}

func unknown(specs, name string) []int64 {
	search(specs)
	start := time.Now()
	if _, err := plugins.Get(name, "VolumeDriver"); !errors.Is(err, plugins.ErrNotFound) {
		panic(err)
	}
	return []int64{0, int64(time.Since(start))}
}
