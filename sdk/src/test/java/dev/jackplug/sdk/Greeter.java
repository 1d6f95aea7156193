package dev.jackplug.sdk;

import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import java.util.List;

/** A subsystem as an application would declare it. */
interface Greeter {

    Unary<Greeter, Question, Answer> GREET = Unary.unary("Greeter.Greet", Question.class, Answer.class, Greeter::greet);
    Unary<Greeter, Empty, Answer> IDLE = Unary.query("Greeter.Idle", Answer.class, greeter -> new Answer("idle"));
    Subsystem<Greeter> SUBSYSTEM = new Subsystem<>(
            "Greeter",
            Subsystem.ERR,
            Greeter.class,
            List.of(GREET, IDLE),
            caller -> request -> caller.call(GREET, request));

    Answer greet(Question question);

    record Question(String name) {}

    record Answer(String text) {}
}
