package dev.jackplug.cli.verify.mutants;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Rules in few words. */
final class Rules {

    private Rules() {}

    /** For requests of this kind alone. */
    static Rule when(Predicate<Request> kind, Rule rule) {
        return (request, plugin) -> kind.test(request) ? rule.pass(request, plugin) : plugin.ask(request);
    }

    /** For one method alone. */
    static Rule on(String method, Rule rule) {
        return when(request -> request.method().equals(method), rule);
    }

    /** Changes every answer of this kind, save streams. */
    static Rule answers(Predicate<Answer> kind, UnaryOperator<Answer> change) {
        return (request, plugin) -> {
            Answer answer = plugin.ask(request);
            return answer.stream() == null && kind.test(answer) ? change.apply(answer) : answer;
        };
    }

    /** Changes the successes of one method. */
    static Rule success(String method, UnaryOperator<Answer> change) {
        return on(method, answers(Answer::ok, change));
    }

    /** Changes the object in the successes of one method. */
    static Rule edit(String method, Consumer<ObjectNode> change) {
        return success(method, answer -> answer.edited(change));
    }

    /** Changes the failures of one method. */
    static Rule failure(String method, UnaryOperator<Answer> change) {
        return on(method, answers(answer -> !answer.ok(), change));
    }

    /** Changes the arguments of one method. */
    static Rule asking(String method, Consumer<ObjectNode> change) {
        return on(method, (request, plugin) -> {
            ObjectNode arguments = request.json();
            change.accept(arguments);
            return plugin.ask(request.with(arguments));
        });
    }

    /** Answers in place of the plugin. */
    static Rule saying(Answer answer) {
        return (request, plugin) -> answer;
    }

    /** Gives no answer. */
    static Rule silence() {
        return (request, plugin) -> null;
    }

    /** A key under another name. */
    static Consumer<ObjectNode> renamed(String from, String to) {
        return tree -> {
            if (tree.has(from)) {
                tree.set(to, tree.remove(from));
            }
        };
    }
}
