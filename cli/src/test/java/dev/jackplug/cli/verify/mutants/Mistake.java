package dev.jackplug.cli.verify.mutants;

/**
 * How a mutant is made.
 *
 * @param name that of the mutant in {@code mutants.tsv}, which says what is wrong
 */
record Mistake(String name, Change change) {

    /** What makes a mutant of the correct plugin. */
    @FunctionalInterface
    interface Change {
        void apply(Setup setup);
    }

    /** One that changes messages by a rule that remembers nothing. */
    static Mistake of(String name, Rule rule) {
        return new Mistake(name, setup -> setup.rule = rule);
    }
}
