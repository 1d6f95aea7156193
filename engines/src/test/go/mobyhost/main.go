// A host of ours on moby's own pkg/plugins: does what its arguments say, one after the other, and prints how each ended.
package main

import (
	"encoding/json"
	"fmt"
	"io/ioutil"
	"os"
	"sort"
	"strings"
	"time"

	"github.com/docker/docker/pkg/plugins"
	"github.com/docker/go-connections/tlsconfig"
	"github.com/pkg/errors"
	"github.com/sirupsen/logrus"
)

func main() {
	logrus.SetOutput(ioutil.Discard)
	logrus.AddHook(waits{})
	for _, step := range os.Args[1:] {
		words := strings.SplitN(step, " ", 4)
		switch words[0] {
		case "get":
			_, err := plugins.Get(words[1], words[2])
			fmt.Println("get", kind(err))
		case "all":
			found, err := plugins.GetAll(words[1])
			names := []string{}
			for _, one := range found {
				names = append(names, one.Name())
			}
			sort.Strings(names)
			fmt.Println("all", kind(err), strings.Join(names, " "))
		case "scan":
			names, err := plugins.Scan()
			sort.Strings(names)
			fmt.Println("scan", kind(err), strings.Join(names, " "))
		case "handle":
			plugins.Handle(words[1], func(name string, _ *plugins.Client) { fmt.Println("handled", name) })
		case "find":
			find(words[1])
		case "limit":
			limit(words)
		case "call":
			call(words)
		case "stream":
			stream(words)
		case "send":
			send(words)
		}
	}
}

// waits prints each pause that moby announces before it sleeps.
type waits struct{}

func (waits) Levels() []logrus.Level { return []logrus.Level{logrus.WarnLevel} }

func (waits) Fire(entry *logrus.Entry) error {
	if at := strings.LastIndex(entry.Message, "retrying in "); at >= 0 {
		fmt.Println("waits", entry.Message[at+len("retrying in "):])
	}
	return nil
}

func client(name string) *plugins.Client {
	plugin, err := plugins.Get(name, "Acme")
	if err != nil {
		fmt.Println("get", kind(err))
		os.Exit(0)
	}
	return plugin.Client()
}

// call NAME METHOD [JSON]
func call(words []string) {
	var reply interface{}
	var args interface{}
	if len(words) == 4 {
		args = json.RawMessage(words[3])
	}
	err := client(words[1]).Call(words[2], args, &reply)
	text, _ := json.Marshal(reply)
	if err != nil {
		fmt.Println("call", failure(err))
	} else {
		fmt.Println("call ok", string(text))
	}
}

// limit NAME METHOD: a call without arguments that may take 200 ms
func limit(words []string) {
	var reply interface{}
	limit := plugins.WithRequestTimeout(200 * time.Millisecond)
	if err := client(words[1]).CallWithOptions(words[2], nil, &reply, limit); err != nil {
		fmt.Println("limit", failure(err))
	} else {
		fmt.Println("limit ok")
	}
}

// find tells which TLS options a plugin has that was got.
func find(name string) {
	plugin, err := plugins.Get(name, "Acme")
	if err != nil {
		fmt.Println("find", kind(err))
		return
	}
	tls := plugin.TLSConfig
	if tls == nil {
		tls = &tlsconfig.Options{}
	}
	fmt.Println("find ok", tls.CAFile, tls.CertFile, tls.KeyFile, fmt.Sprintf("skip=%v", tls.InsecureSkipVerify))
}

func stream(words []string) {
	body, err := client(words[1]).Stream(words[2], json.RawMessage(words[3]))
	if err != nil {
		fmt.Println("stream", failure(err))
		return
	}
	defer body.Close()
	text, _ := ioutil.ReadAll(body)
	fmt.Println("stream ok", string(text))
}

func send(words []string) {
	var reply interface{}
	reader, writer, _ := os.Pipe()
	go func() { writer.WriteString(words[3]); writer.Close() }()
	if err := client(words[1]).SendFile(words[2], reader, &reply); err != nil {
		fmt.Println("send", failure(err))
		return
	}
	text, _ := json.Marshal(reply)
	fmt.Println("send ok", string(text))
}

// failure tells an answer that is an error, with its words, from everything else.
func failure(err error) string {
	if plugins.IsNotFound(err) {
		return "not-implemented"
	}
	if strings.Contains(err.Error(), "Acme.") && !strings.Contains(err.Error(), "Post ") {
		return "answered " + strings.TrimSpace(err.Error())
	}
	return "error"
}

func kind(err error) string {
	switch {
	case err == nil:
		return "ok"
	case errors.Cause(err) == plugins.ErrNotImplements:
		return "not-implemented"
	case errors.Cause(err) == plugins.ErrNotFound:
		return "not-found"
	}
	return "error"
}
