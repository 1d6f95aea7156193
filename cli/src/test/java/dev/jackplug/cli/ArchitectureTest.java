package dev.jackplug.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms, and a few rules of the house that a compiler cannot hold. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.jackplug");

    @Test
    void roomsImportOnlyWhatTheArrowsAllow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.jackplug..")
                .layer("cli")
                .definedBy("dev.jackplug.cli..")
                .layer("host")
                .definedBy("dev.jackplug.host..")
                .layer("sdk")
                .definedBy("dev.jackplug.sdk..")
                .layer("tck")
                .definedBy("dev.jackplug.tck..")
                .layer("wire")
                .definedBy("dev.jackplug.internal..")
                .layer("protocol")
                .definedBy("dev.jackplug.protocol..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("host")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("sdk")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("tck")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("cli", "host", "sdk", "tck")
                .whereLayer("protocol")
                .mayOnlyBeAccessedByLayers("cli", "host", "sdk", "tck", "wire")
                .check(CLASSES);
    }

    @Test
    void protocolDoesNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage("dev.jackplug.protocol..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io", "java.net", "java.nio.channels..", "org.apache..", "tools.jackson..")
                        .and(not(type(URLDecoder.class)))
                        .and(not(type(URLEncoder.class)))
                        // What streams is handed through, never opened.
                        .and(not(type(InputStream.class)))
                        .and(not(type(IOException.class))))
                .check(CLASSES);
    }

    @Test
    void subsystemsDoNotKnowEachOtherNorTheBaseThem() {
        slices().matching("dev.jackplug.protocol.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.jackplug.protocol")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.jackplug.protocol.*")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("dev.jackplug.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** Limits that were reckoned with the time of day would pass, or never pass, when somebody sets the clock. */
    @Test
    void nobodyAsksForTheTimeOfDayButWhoShowsIt() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.jackplug.host..", "dev.jackplug.sdk..", "dev.jackplug.internal..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandUsesTheStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.jackplug.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void nobodyThrowsGenericExceptionsOrUsesJavaUtilLogging() {
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CLASSES);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.isAnnotatedWith(NullMarked.class))
                        .as(one.getName())
                        .isTrue());
    }
}
