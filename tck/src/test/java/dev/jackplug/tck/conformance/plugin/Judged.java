package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.protocol.Address;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A scripted plugin, and what single rules make of it. */
final class Judged implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final ScriptedPlugin plugin;
    private final Subject subject;

    private Judged(Duration limit) throws IOException {
        folder = Files.createTempDirectory("jp");
        plugin = ScriptedPlugin.onSocket(folder.resolve("p.sock"));
        Address address = Address.parse(plugin.address());
        subject = new Subject(new PluginKit.Settings(address, true, Map.of(), Set.of(), limit), null);
    }

    static Judged plugin() throws IOException {
        return new Judged(LIMIT);
    }

    /** One whose exchanges are expected to last longer than allowed. */
    static Judged plugin(Duration limit) throws IOException {
        return new Judged(limit);
    }

    /** Answers a method with a JSON text and status 200. */
    Judged answering(String method, String json) {
        return answering(method, Answer.json(json));
    }

    Judged answering(String method, Answer answer) {
        plugin.answering(method, answer);
        return this;
    }

    /** The verdict of a rule, and its evidence: {@code FAILED POST /...}. */
    String by(List<Rule> rows, String id) {
        return by(rows.stream()
                .filter(row -> row.check().id().equals(id))
                .findFirst()
                .orElseThrow());
    }

    /** What the rules do not pass, of those that were judged. */
    List<String> failures(List<Rule> rows) {
        return rows.stream()
                .map(row -> row.check().id() + " " + by(row))
                .filter(verdict -> verdict.contains(" FAILED "))
                .toList();
    }

    private String by(Rule row) {
        try {
            return "PASSED " + row.probe().judge(subject);
        } catch (Violation e) {
            return "FAILED " + e.getMessage();
        } catch (NotJudged e) {
            return "SKIPPED " + e.getMessage();
        } catch (IOException e) {
            return "FAILED no answer: " + e.getMessage();
        }
    }

    Subject subject() {
        return subject;
    }

    ScriptedPlugin scripted() {
        return plugin;
    }

    @Override
    public void close() throws IOException {
        subject.close();
        plugin.close();
        Files.deleteIfExists(folder);
    }
}
