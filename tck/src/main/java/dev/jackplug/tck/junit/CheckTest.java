package dev.jackplug.tck.junit;

import dev.jackplug.tck.conformance.Check;
import dev.jackplug.tck.conformance.Outcome;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The test of one check. Whichever comes first calls the method that says which plugin, and has it judged by all checks. */
record CheckTest(Check check, Judging judging)
        implements TestTemplateInvocationContext, ParameterResolver, InvocationInterceptor {

    @Override
    public String getDisplayName(int index) {
        return check.id() + ": " + check.title();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PluginUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return judging.plugin();
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> method, ReflectiveInvocationContext<Method> invocation, ExtensionContext context)
            throws Throwable {
        if (judging.begins()) {
            judging.judge(method);
        } else {
            method.skip();
        }
        tell(judging.outcome(check));
    }

    private void tell(Outcome outcome) {
        switch (outcome.verdict()) {
            case FAILED ->
                throw new AssertionFailedError(check.title() + " (" + check.reference() + "): " + outcome.evidence());
            case SKIPPED -> throw new TestAbortedException(outcome.evidence());
            default -> {
                // A test that passes says nothing.
            }
        }
    }
}
