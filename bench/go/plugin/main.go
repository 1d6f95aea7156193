// The plugin of the Go side: net/http and encoding/json, as plugins in Go are written.
//
//	plugin SOCKET
package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
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
	download("GraphDriver.Diff", func(asked request) string { return asked.ID })
	download("LogDriver.ReadLogs", func(asked request) string { return asked.Info.Config["bytes"] })
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

// download answers with as many bytes as the request says, in pieces of 64 KiB.
func download(method string, count func(request) string) {
	piece := make([]byte, 64*1024)
	http.HandleFunc("/"+method, func(answer http.ResponseWriter, asked *http.Request) {
		var r request
		if err := json.NewDecoder(asked.Body).Decode(&r); err != nil {
			http.Error(answer, err.Error(), http.StatusBadRequest)
			return
		}
		left, err := strconv.Atoi(count(r))
		if err != nil {
			http.Error(answer, err.Error(), http.StatusBadRequest)
			return
		}
		for left > 0 {
			n := len(piece)
			if n > left {
				n = left
			}
			if _, err := answer.Write(piece[:n]); err != nil {
				return
			}
			left -= n
		}
	})
}
