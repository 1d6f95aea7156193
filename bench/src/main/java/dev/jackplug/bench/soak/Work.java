package dev.jackplug.bench.soak;

import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.Download;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import dev.jackplug.protocol.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the good plugins do: each of the three kinds of method once. */
interface Work {

    Unary<Work, Text, Text> ECHO = Unary.unary("Work.Echo", Text.class, Text.class, Work::echo);
    Download<Work, Text> DOWN = Download.download("Work.Down", Text.class, Work::down);
    Upload<Work, Text> UP = Upload.upload("Work.Up", Text.class, (work, query, body) -> work.up(body));

    Subsystem<Work> SUBSYSTEM = new Subsystem<>("Work", "Err", Work.class, List.of(ECHO, DOWN, UP), Remote::new);

    /** The same text. */
    Text echo(Text text);

    /** The text, a thousand times. */
    InputStream down(Text text);

    /** How many bytes were uploaded. */
    Text up(InputStream body);

    /** A message. */
    record Text(String text) {}

    /** The work of a plugin. */
    record Local() implements Work {

        @Override
        public Text echo(Text text) {
            return text;
        }

        @Override
        public InputStream down(Text text) {
            return new ByteArrayInputStream(text.text().repeat(1000).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Text up(InputStream body) {
            try {
                return new Text(String.valueOf(body.transferTo(OutputStream.nullOutputStream())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The work of a plugin at the other end of a socket. */
    record Remote(Caller plugin) implements Work {

        @Override
        public Text echo(Text text) {
            return plugin.call(ECHO, text);
        }

        @Override
        public InputStream down(Text text) {
            return plugin.download(DOWN, text);
        }

        @Override
        public Text up(InputStream body) {
            return plugin.upload(UP, Map.of(), body);
        }
    }
}
