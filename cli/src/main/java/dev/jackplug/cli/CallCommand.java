package dev.jackplug.cli;

import dev.jackplug.host.Plugin;
import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.RawJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jackplug call PLUGIN METHOD [JSON]}: one call, and the answer as it came. */
@Command(
        description = "Call a method of a plugin and print its answer as it came.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  jackplug call sshfs VolumeDriver.List",
            "  jackplug call sshfs VolumeDriver.Get '{\"Name\": \"data\"}'"
        })
final class CallCommand extends PluginVerb {

    @Parameters(index = "0", paramLabel = "PLUGIN", description = "Name of the plugin.")
    private String name;

    @Parameters(index = "1", paramLabel = "METHOD", description = "Such as VolumeDriver.List.")
    private String method;

    @Parameters(
            index = "2",
            arity = "0..1",
            defaultValue = "{}",
            paramLabel = "JSON",
            description = "The request: JSON text, @FILE, or - for standard input. {} by default.")
    private String request;

    CallCommand() {
        super(HostOptions.activatingOne());
    }

    @Override
    public Integer call() {
        Console console = options.console();
        RawJson message = new RawJson(checked(read(request)));
        try {
            console.out()
                    .println(options.withHost(name, plugins -> answer(console, options.get(plugins, name), message))
                            .text());
            return Errors.FINE;
        } catch (DriverException e) {
            // An error in a success is part of the answer, so it is shown as it came; the error goes where errors go.
            if (e.status() == 200) {
                console.out().println(e.answer().strip());
            }
            throw e;
        }
    }

    private RawJson answer(Console console, Plugin plugin, RawJson message) {
        plugin.warnings().forEach(console::warning);
        boolean handshake = method.equals(Manifest.ACTIVATE);
        return handshake
                ? plugin.client().call(method, RawJson.class)
                : plugin.client().call(method, message, RawJson.class);
    }

    private static String read(String request) {
        try {
            if (request.equals("-")) {
                return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            }
            return request.startsWith("@") ? Files.readString(Path.of(request.substring(1))) : request;
        } catch (IOException e) {
            throw new IllegalArgumentException("the request cannot be read from " + request + ": " + e, e);
        }
    }

    private static String checked(String json) {
        try {
            Json.read(json.getBytes(StandardCharsets.UTF_8), Object.class);
            return json;
        } catch (JsonException e) {
            throw new IllegalArgumentException("the request is no JSON: " + e.getMessage(), e);
        }
    }
}
