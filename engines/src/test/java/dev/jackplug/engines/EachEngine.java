package dev.jackplug.engines;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Runs a class of tests with dockerd and again with podman. Each is started before the first test, handed to the
 * constructor, and closed after the last test, however that ended.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("engine")
@Tag("engine-room")
@ParameterizedClass(name = "{0}")
@ArgumentsSource(EachEngine.Started.class)
@interface EachEngine {

    /** Starts one engine after the other; JUnit closes arguments that can be closed. */
    final class Started implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return Stream.<Callable<Engine>>of(Dockerd::start, Podman::start).map(Started::start);
        }

        private static Arguments start(Callable<Engine> engine) {
            try {
                return Arguments.of(engine.call());
            } catch (Exception failed) {
                throw new AssertionError("the engine does not start: " + failed.getMessage(), failed);
            }
        }
    }
}
