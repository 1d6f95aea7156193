// Reads JSON texts as any Go program does: each line of the input is a text in hexadecimal; each line of the output is what
// was read, written again, or the word "error".
package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// inner is JsonDifferentialTest.Inner.
type inner struct {
	A    string
	B    int32
	List []string
}

// message is JsonDifferentialTest.Message.
type message struct {
	Name  string
	Count int32
	Big   int64
	Num   float64
	Flag  bool
	In    inner
	Ptr   *inner
	Tags  []string
	Recs  []inner
	Table [][]int64
	Opts  map[string]string
	Recm  map[string]inner
	Any   map[string]interface{}
	One   interface{}
	Data  []byte
	At    time.Time
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		text, err := hex.DecodeString(lines.Text())
		if err != nil {
			panic(err)
		}
		fmt.Fprintln(out, read(text))
	}
}

func read(text []byte) string {
	var read message
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(&read); err != nil {
		return "error"
	}
	read.At = read.At.UTC()
	written, err := json.Marshal(read)
	if err != nil {
		panic(err)
	}
	return string(written)
}
