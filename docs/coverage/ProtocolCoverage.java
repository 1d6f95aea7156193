import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.*;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Writes {@code docs/protocol-coverage.md}: what became of each item of the protocol's checklist.
 *
 * <p>Run {@code java docs/coverage/ProtocolCoverage.java}; with {@code --check} nothing is written, and a file that is
 * not up to date is an error. The items stand in {@code items.tsv}, the decisions in {@code decisions.tsv}, the first
 * lines of the page in {@code intro.md}. The proof is in the tests, as {@code @Tag("held-36")} or
 * {@code @Tag("departs-17-D12")}. All problems are listed at once.
 */
public final class ProtocolCoverage {
    private static final int MAX_ITEMS_PER_TEST = 3;
    private static final Set<String> TEST_ANNOTATIONS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory");
    private static final List<String> VERDICTS = List.of("held", "departs", "engine", "later");
    private static final List<Section> SECTIONS = List.of(
            new Section("8.1 Discovery", List.of("discovery", "address")),
            new Section("8.2 Handshake", List.of("activate", "retry", "get", "getall", "handle", "managed")),
            new Section("8.3 Client", List.of("client")),
            new Section("8.4 Plugin server", List.of("server", "socket", "tcp", "tls")),
            new Section("8.5 VolumeDriver", List.of("volume", "volume/podman")),
            new Section("8.6 NetworkDriver and IpamDriver", List.of("network", "ipam")),
            new Section("8.7 authz", List.of("authz")),
            new Section("8.8 LogDriver", List.of("log")),
            new Section("8.9 Others, packaging", List.of("graph", "metrics", "secrets", "packaging")));

    private record Section(String title, List<String> areas) {}

    /** A checklist item; {@code untested} is its verdict when it needs no test ("later: reason"), else empty. */
    private record Item(String id, String area, String statement, String ref, String untested) {}

    /** A test's word that it proves an item; {@code decision} is empty when the item is held. */
    private record Claim(String item, String decision, String test, String file) {}

    private final Path root;
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, String> decisions = new TreeMap<>();
    private final List<Claim> claims = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private ProtocolCoverage(Path root) {
        this.root = root;
    }

    public static void main(String... arguments) throws Exception {
        List<String> given = List.of(arguments);
        if (!given.isEmpty() && !given.equals(List.of("--check"))) {
            System.err.println("usage: java ProtocolCoverage.java [--check]");
            System.exit(2);
        }
        ProtocolCoverage coverage = new ProtocolCoverage(findRoot());
        coverage.run(!given.isEmpty());
        coverage.problems.forEach(System.err::println);
        System.exit(coverage.problems.isEmpty() ? 0 : 1);
    }

    /** The repository of this source file, or else the one around the working directory. */
    private static Path findRoot() throws Exception {
        var source = ProtocolCoverage.class.getProtectionDomain().getCodeSource();
        if (source != null) {
            for (Path at = Path.of(source.getLocation().toURI()); at != null; at = at.getParent()) {
                if (isRoot(at)) return at;
            }
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (isRoot(at)) return at;
        }
        throw new IOException("no folder above holds both pom.xml and docs/coverage");
    }

    private static boolean isRoot(Path folder) {
        return Files.exists(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("docs/coverage"));
    }

    private void run(boolean checkOnly) throws IOException {
        readDecisions();
        readItems();
        readTests();
        items.values().forEach(this::checkVerdict);
        if (!problems.isEmpty()) return;

        Path page = root.resolve("docs/protocol-coverage.md");
        String text = render();
        if (!checkOnly) {
            Files.writeString(page, text);
        } else if (!Files.exists(page) || !Files.readString(page).replace("\r\n", "\n").equals(text)) {
            problems.add("docs/protocol-coverage.md is not up to date: run java docs/coverage/ProtocolCoverage.java");
        }
    }

    // ---- what is asked: items and decisions

    private void readDecisions() throws IOException {
        for (String[] row : rows("decisions.tsv", 2, 2)) {
            if (decisions.put(row[0], row[1]) != null) problems.add("decisions.tsv: " + row[0] + " is there twice");
        }
    }

    private void readItems() throws IOException {
        for (String[] row : rows("items.tsv", 4, 5)) {
            Item item = new Item(row[0], row[1], row[2], row[3], row.length == 5 ? row[4] : "");
            if (items.put(item.id, item) != null) problems.add("items.tsv: " + item.id + " is there twice");
            if (SECTIONS.stream().noneMatch(section -> section.areas.contains(item.area))) {
                problems.add("items.tsv: item " + item.id + " has an unknown area: " + item.area);
            }
            if (!item.untested.isEmpty() && !item.untested.matches("(engine|later): \\S.*")) {
                problems.add("items.tsv: item " + item.id + " must say 'engine: reason' or 'later: reason'");
            }
        }
    }

    private List<String[]> rows(String name, int fewest, int most) throws IOException {
        List<String[]> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(root.resolve("docs/coverage").resolve(name));
        for (int i = 1; i < lines.size(); i++) { // line 0 names the columns
            String[] row = lines.get(i).split("\t");
            if (row.length >= fewest && row.length <= most) {
                rows.add(row);
            } else {
                problems.add(name + ":" + (i + 1) + ": " + row.length + " columns");
            }
        }
        return rows;
    }

    // ---- what is proven: tags in the tests

    private void readTests() throws IOException {
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, UTF_8)) {
            List<Path> sources = testSources();
            if (sources.isEmpty()) return;
            var task = (JavacTask) compiler.getTask(
                    null, files, diagnostics, null, null, files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                new TagReader(unit, Trees.instance(task)).scan(unit, false);
            }
        }
        diagnostics.getDiagnostics().forEach(diagnostic -> problems.add(diagnostic.toString()));
    }

    private List<Path> testSources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java")).toList()) {
                if (!Files.isDirectory(tests)) continue;
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                }
            }
        }
        return sources.stream().sorted().toList();
    }

    /** Collects the claims of one source file; the scanner's argument says whether a class around is disabled. */
    private final class TagReader extends TreeScanner<Void, Boolean> {
        private final CompilationUnitTree unit;
        private final Trees trees;
        private final String file;
        private final Deque<String> classes = new ArrayDeque<>();

        TagReader(CompilationUnitTree unit, Trees trees) {
            this.unit = unit;
            this.trees = trees;
            Path path = root.relativize(Path.of(unit.getSourceFile().toUri()));
            this.file = path.toString().replace('\\', '/');
        }

        @Override
        public Void visitClass(ClassTree type, Boolean disabled) {
            classes.addLast(type.getSimpleName().toString());
            super.visitClass(type, disabled || has(type.getModifiers(), "Disabled"::equals));
            classes.removeLast();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Boolean disabled) {
            ModifiersTree modifiers = method.getModifiers();
            if (!has(modifiers, TEST_ANNOTATIONS::contains)) return super.visitMethod(method, disabled);

            Set<String> claimed = new TreeSet<>();
            for (AnnotationTree annotation : modifiers.getAnnotations()) {
                String tag = coverageTag(annotation);
                if (tag.isEmpty()) {
                    scan(annotation, disabled);
                } else {
                    claimed.add(claim(tag, method, annotation));
                }
            }
            if (claimed.size() > MAX_ITEMS_PER_TEST) {
                report(method, method.getName() + " claims " + claimed.size() + " items, at most 3 are allowed");
            }
            if (!claimed.isEmpty() && (disabled || has(modifiers, "Disabled"::equals))) {
                report(method, method.getName() + " claims items " + claimed + " but is disabled");
            }
            return scan(method.getBody(), disabled);
        }

        /** Only reached by annotations that are not directly on a test method. */
        @Override
        public Void visitAnnotation(AnnotationTree annotation, Boolean disabled) {
            String tag = coverageTag(annotation);
            if (!tag.isEmpty()) report(annotation, tag + " is not on a test method");
            return super.visitAnnotation(annotation, disabled);
        }

        private String claim(String tag, MethodTree method, Tree where) {
            String[] parts = tag.split("-", -1);
            boolean held = parts.length == 2 && parts[0].equals("held");
            boolean departs = parts.length == 3 && parts[0].equals("departs");
            if (!held && !departs) {
                report(where, "malformed tag " + tag + ", write held-36 or departs-17-D12");
                return tag;
            }
            String decision = departs ? parts[2] : "";
            if (!items.containsKey(parts[1])) report(where, tag + " names an unknown item");
            if (departs && !decisions.containsKey(decision)) report(where, tag + " names an unknown decision");
            claims.add(new Claim(parts[1], decision, String.join(".", classes) + "." + method.getName(), file));
            return parts[1];
        }

        private void report(Tree where, String problem) {
            long position = trees.getSourcePositions().getStartPosition(unit, where);
            problems.add(file + ":" + unit.getLineMap().getLineNumber(position) + ": " + problem);
        }
    }

    private static boolean has(ModifiersTree modifiers, Predicate<String> wanted) {
        return modifiers.getAnnotations().stream().map(ProtocolCoverage::name).anyMatch(wanted);
    }

    private static String name(AnnotationTree annotation) {
        String name = annotation.getAnnotationType().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The tag's text if it speaks of coverage (however badly written), else empty. */
    private static String coverageTag(AnnotationTree annotation) {
        if (!name(annotation).equals("Tag") || annotation.getArguments().isEmpty()) return "";
        ExpressionTree argument = annotation.getArguments().get(0);
        if (argument instanceof AssignmentTree assignment) argument = assignment.getExpression();
        String text = argument instanceof LiteralTree literal ? "" + literal.getValue() : argument.toString();
        String word = text.replace("\"", "").strip().toLowerCase(Locale.ROOT);
        return word.startsWith("held") || word.startsWith("departs") ? text : "";
    }

    // ---- what follows: a verdict for each item

    private void checkVerdict(Item item) {
        boolean held = claimsOf(item).anyMatch(claim -> claim.decision.isEmpty());
        boolean departs = claimsOf(item).anyMatch(claim -> !claim.decision.isEmpty());
        String label = "item " + item.id + " (" + item.statement + ") ";
        if (held && departs) problems.add(label + "is both held and departed from: " + testsOf(item));
        if (item.untested.isEmpty() && !held && !departs) problems.add(label + "has no verdict");
        if (!item.untested.isEmpty() && (held || departs)) {
            problems.add(label + "needs no test ('" + item.untested + "') but has one: " + testsOf(item));
        }
    }

    private Stream<Claim> claimsOf(Item item) {
        return claims.stream().filter(claim -> claim.item.equals(item.id));
    }

    private Collection<String> testsOf(Item item) {
        return claimsOf(item).map(Claim::test).collect(Collectors.toCollection(TreeSet::new));
    }

    private String verdict(Item item) {
        if (!item.untested.isEmpty()) return item.untested.substring(0, item.untested.indexOf(':'));
        return claimsOf(item).allMatch(claim -> claim.decision.isEmpty()) ? "held" : "departs";
    }

    // ---- the page

    private String render() throws IOException {
        String intro = Files.readString(root.resolve("docs/coverage/intro.md")).replace("\r\n", "\n");
        StringBuilder page = new StringBuilder(intro).append('\n').append(counts()).append('\n');
        for (Section section : SECTIONS) {
            page.append("\n## ").append(section.title).append("\n\n");
            page.append("| # | Statement | Ref | Verdict | Tests or reason |\n|---|---|---|---|---|\n");
            items.values().stream()
                    .filter(item -> section.areas.contains(item.area))
                    .forEach(item -> page.append(row(item)));
        }
        return page.toString();
    }

    private String counts() {
        Map<String, Long> counts =
                items.values().stream().collect(Collectors.groupingBy(this::verdict, Collectors.counting()));
        return items.size() + " items: "
                + VERDICTS.stream()
                        .map(verdict -> counts.getOrDefault(verdict, 0L) + " " + verdict)
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private String row(Item item) {
        return Stream.of(item.id, item.statement, item.ref, verdict(item), proof(item))
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private String proof(Item item) {
        if (!item.untested.isEmpty()) return item.untested.substring(item.untested.indexOf(':') + 2);
        Stream<String> reasons = claimsOf(item)
                .filter(claim -> !claim.decision.isEmpty())
                .map(claim -> claim.decision + ": " + decisions.get(claim.decision))
                .distinct()
                .sorted();
        Stream<String> tests = claimsOf(item).map(ProtocolCoverage::link).distinct().sorted();
        return Stream.concat(reasons, tests).collect(Collectors.joining("<br>"));
    }

    private static String link(Claim claim) {
        return "[`" + claim.test + "`](../" + claim.file + ")";
    }
}
