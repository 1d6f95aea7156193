// The plugin of the Go side: net/http and encoding/json, as plugins in Go are written.
//
//	plugin SOCKET
package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"

	"github.com/docker/docker/api/types/plugins/logdriver"
)

type request struct {
	Name string
	ID   string
	Info struct{ Config map[string]string }
}

type volume struct {
	Name       string
	Mountpoint string
	Status     map[string]interface{}
}

func main() {
	listener, err := net.Listen("unix", os.Args[1])
	if err != nil {
		panic(err)
	}
	serve("Plugin.Activate", func(request) interface{} {
		return map[string][]string{"Implements": {"VolumeDriver", "GraphDriver", "LogDriver"}}
	})
	serve("VolumeDriver.Get", func(asked request) interface{} {
		return struct {
			Volume volume
			Err    string
		}{Volume: volume{Name: asked.Name, Mountpoint: "/mnt/" + asked.Name, Status: map[string]interface{}{}}}
	})
	stream("GraphDriver.Diff", func(asked request) string { return asked.ID }, pieces)
	stream("LogDriver.ReadLogs", func(asked request) string { return asked.Info.Config["entries"] }, entries)
	http.HandleFunc("/GraphDriver.ApplyDiff", func(answer http.ResponseWriter, asked *http.Request) {
		size, _ := io.Copy(io.Discard, asked.Body)
		say(answer, map[string]interface{}{"Size": size, "Err": ""})
	})
	panic(http.Serve(listener, nil))
}

func say(answer http.ResponseWriter, message interface{}) {
	answer.Header().Set("Content-Type", "application/vnd.docker.plugins.v1.2+json")
	json.NewEncoder(answer).Encode(message)
}

func serve(method string, do func(request) interface{}) {
	http.HandleFunc("/"+method, func(answer http.ResponseWriter, asked *http.Request) {
		var r request
		if err := json.NewDecoder(asked.Body).Decode(&r); err != nil && err != io.EOF {
			http.Error(answer, err.Error(), http.StatusBadRequest)
			return
		}
		say(answer, do(r))
	})
}

// stream answers with as much as the request says.
func stream(method string, much func(request) string, write func(io.Writer, int) error) {
	http.HandleFunc("/"+method, func(answer http.ResponseWriter, asked *http.Request) {
		var r request
		if err := json.NewDecoder(asked.Body).Decode(&r); err != nil {
			http.Error(answer, err.Error(), http.StatusBadRequest)
			return
		}
		count, err := strconv.Atoi(much(r))
		if err != nil {
			http.Error(answer, err.Error(), http.StatusBadRequest)
			return
		}
		write(answer, count)
	})
}

// pieces are bytes, 64 KiB at a time. They are written once, as what a plugin sends has been: memory that nobody has written to is
// one page of the kernel's, and never leaves the nearest cache.
func pieces(out io.Writer, left int) error {
	piece := bytes.Repeat([]byte{'x'}, 64*1024)
	for left > 0 {
		n := len(piece)
		if n > left {
			n = left
		}
		if _, err := out.Write(piece[:n]); err != nil {
			return err
		}
		left -= n
	}
	return nil
}

// entries are lines of 100 bytes.
func entries(out io.Writer, left int) error {
	encoder := logdriver.NewLogEntryEncoder(out)
	line := bytes.Repeat([]byte{'x'}, 100)
	for ; left > 0; left-- {
		entry := logdriver.LogEntry{Source: "stdout", TimeNano: 1700000000000000000, Line: line}
		if err := encoder.Encode(&entry); err != nil {
			return err
		}
	}
	return nil
}
