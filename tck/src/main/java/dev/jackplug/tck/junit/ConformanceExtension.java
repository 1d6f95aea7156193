package dev.jackplug.tck.junit;

import dev.jackplug.tck.conformance.plugin.PluginKit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Makes a test of each check. */
final class ConformanceExtension implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getTestMethod()
                .filter(method -> List.of(method.getParameterTypes()).equals(List.of(PluginUnderTest.class)))
                .isPresent();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        ConformanceTest settings = context.getRequiredTestMethod().getAnnotation(ConformanceTest.class);
        Judging judging = new Judging(context.getDisplayName(), settings);
        return PluginKit.checks().stream().map(check -> new CheckTest(check, judging));
    }
}
