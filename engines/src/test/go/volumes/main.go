// A volume plugin as one writes it in Go with nothing but the standard library: volumes are folders, mounts are counted, and
// both are written to a file. It is what the plugins of this repository are compared with.
//
//	volumes SOCKET FOLDER
package main

import (
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"sync"
	"syscall"
)

type request struct {
	Name string
	ID   string
	Opts map[string]string
}

type volume struct {
	Mounts map[string]int
}

type plugin struct {
	sync.Mutex
	folder  string
	volumes map[string]*volume
}

var name = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]*$`)

func (p *plugin) place(name string) string { return filepath.Join(p.folder, name) }

func (p *plugin) book() string { return filepath.Join(p.folder, ".book.json") }

func (p *plugin) describe(name string) map[string]interface{} {
	described := map[string]interface{}{"Name": name}
	if len(p.volumes[name].Mounts) > 0 {
		described["Mountpoint"] = p.place(name)
	}
	return described
}

func (p *plugin) save() error {
	text, err := json.Marshal(p.volumes)
	if err != nil {
		return err
	}
	if err := os.WriteFile(p.book()+".new", text, 0600); err != nil {
		return err
	}
	return os.Rename(p.book()+".new", p.book())
}

func (p *plugin) create(r request) (interface{}, error) {
	if !name.MatchString(r.Name) {
		return nil, errors.New("a volume is named by letters, digits, dots, dashes and underscores")
	}
	if len(r.Opts) > 0 {
		return nil, errors.New("there are no options")
	}
	if p.volumes[r.Name] == nil {
		if err := os.MkdirAll(p.place(r.Name), 0700); err != nil {
			return nil, err
		}
		p.volumes[r.Name] = &volume{Mounts: map[string]int{}}
	}
	return struct{}{}, p.save()
}

func (p *plugin) known(do func(v *volume, r request) (interface{}, error)) func(request) (interface{}, error) {
	return func(r request) (interface{}, error) {
		v := p.volumes[r.Name]
		if v == nil {
			return nil, errors.New("no such volume: " + r.Name)
		}
		return do(v, r)
	}
}

func (p *plugin) serve(method string, do func(request) (interface{}, error)) {
	http.HandleFunc("/"+method, func(answer http.ResponseWriter, asked *http.Request) {
		var r request
		status, body := http.StatusOK, interface{}(struct{}{})
		if err := json.NewDecoder(asked.Body).Decode(&r); err != nil && method != "VolumeDriver.List" && method != "VolumeDriver.Capabilities" && method != "Plugin.Activate" {
			status, body = http.StatusBadRequest, map[string]string{"Err": err.Error()}
		} else {
			p.Lock()
			result, err := do(r)
			p.Unlock()
			body = result
			if err != nil {
				status, body = http.StatusInternalServerError, map[string]string{"Err": err.Error()}
			}
		}
		answer.Header().Set("Content-Type", "application/vnd.docker.plugins.v1.1+json")
		answer.WriteHeader(status)
		json.NewEncoder(answer).Encode(body)
	})
}

func main() {
	socket, folder := os.Args[1], os.Args[2]
	p := &plugin{folder: folder, volumes: map[string]*volume{}}
	if text, err := os.ReadFile(p.book()); err == nil {
		if err := json.Unmarshal(text, &p.volumes); err != nil {
			panic(err)
		}
	}
	p.serve("Plugin.Activate", func(request) (interface{}, error) {
		return map[string][]string{"Implements": {"VolumeDriver"}}, nil
	})
	p.serve("VolumeDriver.Capabilities", func(request) (interface{}, error) {
		return map[string]interface{}{"Capabilities": map[string]string{"Scope": "local"}}, nil
	})
	p.serve("VolumeDriver.Create", p.create)
	p.serve("VolumeDriver.List", func(request) (interface{}, error) {
		volumes := []interface{}{}
		for name := range p.volumes {
			volumes = append(volumes, p.describe(name))
		}
		return map[string]interface{}{"Volumes": volumes}, nil
	})
	p.serve("VolumeDriver.Get", p.known(func(v *volume, r request) (interface{}, error) {
		return map[string]interface{}{"Volume": p.describe(r.Name)}, nil
	}))
	p.serve("VolumeDriver.Path", p.known(func(v *volume, r request) (interface{}, error) {
		return map[string]string{"Mountpoint": p.place(r.Name)}, nil
	}))
	p.serve("VolumeDriver.Mount", p.known(func(v *volume, r request) (interface{}, error) {
		v.Mounts[r.ID]++
		return map[string]string{"Mountpoint": p.place(r.Name)}, p.save()
	}))
	p.serve("VolumeDriver.Unmount", p.known(func(v *volume, r request) (interface{}, error) {
		if v.Mounts[r.ID]--; v.Mounts[r.ID] <= 0 {
			delete(v.Mounts, r.ID)
		}
		return struct{}{}, p.save()
	}))
	p.serve("VolumeDriver.Remove", p.known(func(v *volume, r request) (interface{}, error) {
		if len(v.Mounts) > 0 {
			return nil, errors.New("volume " + r.Name + " is mounted")
		}
		if err := os.RemoveAll(p.place(r.Name)); err != nil {
			return nil, err
		}
		delete(p.volumes, r.Name)
		return struct{}{}, p.save()
	}))

	os.Remove(socket)
	syscall.Umask(0117)
	listener, err := net.Listen("unix", socket)
	if err != nil {
		panic(err)
	}
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM)
	go http.Serve(listener, nil)
	<-ended
	listener.Close()
}
