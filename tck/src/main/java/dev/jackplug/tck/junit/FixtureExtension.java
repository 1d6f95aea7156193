package dev.jackplug.tck.junit;

import dev.jackplug.tck.FakeHost;
import dev.jackplug.tck.ScriptedPlugin;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Makes what a {@link Fixture} promises, and takes it away after the test. */
final class FixtureExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace SPACE = Namespace.create(FixtureExtension.class);
    private static final Set<Class<?>> TYPES = Set.of(ScriptedPlugin.class, FakeHost.class, Path.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(Fixture.class)
                && TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Fixtures fixtures = fixtures(context.getStore(SPACE));
        Class<?> type = parameter.getParameter().getType();
        if (type == Path.class) {
            return fixtures.folder();
        }
        return type == FakeHost.class
                ? fixtures.host()
                : fixtures.plugin(
                        parameter.findAnnotation(Fixture.class).orElseThrow().value());
    }

    /** By get and put, which JUnit 5 and 6 both have; a test's parameters are resolved one after the other. */
    private static Fixtures fixtures(Store store) {
        Fixtures before = store.get(Fixtures.class, Fixtures.class);
        if (before != null) {
            return before;
        }
        Fixtures made = new Fixtures();
        store.put(Fixtures.class, made);
        return made;
    }

    /** Here and not by the store, which closes what it holds by other rules in other versions of JUnit. */
    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Fixtures fixtures = context.getStore(SPACE).remove(Fixtures.class, Fixtures.class);
        if (fixtures != null) {
            fixtures.close();
        }
    }
}
