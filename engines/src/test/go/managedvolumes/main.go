// A volume plugin that an engine manages: it serves the two methods that the test calls, and no handshake, as no host asks
// a managed plugin for one.
package main

import (
	"io"
	"net"
	"net/http"
	"os"
)

func main() {
	listener, err := net.Listen("unix", os.Args[1])
	if err != nil {
		panic(err)
	}
	http.HandleFunc("/VolumeDriver.Capabilities", func(answer http.ResponseWriter, request *http.Request) {
		io.WriteString(answer, `{"Capabilities":{"Scope":"local"}}`)
	})
	http.HandleFunc("/VolumeDriver.List", func(answer http.ResponseWriter, request *http.Request) {
		io.WriteString(answer, `{"Volumes":[]}`)
	})
	panic(http.Serve(listener, nil))
}
