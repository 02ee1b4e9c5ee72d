package io.soundforge.alchemy.launcher.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;

/** The borders that the modules promise each other, and the habits that keep the tree readable. */
@AnalyzeClasses(packages = "io.soundforge.alchemy", importOptions = BordersTest.MainCodeOnly.class)
class BordersTest {
    /** Neither tests nor the fixtures that modules publish for each other's tests. */
    static final class MainCodeOnly implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar");
        }
    }

    private static final String ROOT = "io.soundforge.alchemy.";

    @ArchTest
    static final ArchRule dspUsesTheJdkOnly = classes()
            .that()
            .resideInAPackage(ROOT + "dsp..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", ROOT + "dsp.."));

    @ArchTest
    static final ArchRule contractsDependOnNothing = classes()
            .that()
            .resideInAPackage(ROOT + "contracts..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", ROOT + "contracts.."));

    @ArchTest
    static final ArchRule audioNeverSeesVertx = noClasses()
            .that()
            .resideInAPackage(ROOT + "audio..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.vertx.."));

    @ArchTest
    static final ArchRule onlyOnePackageKnowsOpenTelemetry = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "launcher.tracing..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.opentelemetry..", "io.vertx.tracing.."));

    @ArchTest
    static final ArchRule verticlesNeverSeeEachOther = slices().matching(
                    ROOT + "(gateway|spotify|download|processing|analysis|websocket)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule nobodyButTheLauncherSeesTheLauncher = noClasses()
            .that(resideOutsideOfPackages(ROOT + "launcher.."))
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + "launcher.."));

    @ArchTest
    static final ArchRule inferenceKeepsOnnxRuntime = noClasses()
            .that(resideOutsideOfPackages(ROOT + "audio.inference.."))
            .should()
            .dependOnClassesThat(resideInAPackage("ai.onnxruntime.."));

    @ArchTest
    static final ArchRule childProcessesAreStartedInTwoPlaces = noClasses()
            .that(resideOutsideOfPackages(ROOT + "audio.media..", ROOT + "launcher.embedded.."))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class);

    /** Elsewhere nobody would hold bodies against the description: see {@code DescribedBody}. */
    @ArchTest
    static final ArchRule bodiesAreReadInOnePlace = noClasses()
            .that(resideOutsideOfPackages(ROOT + "gateway.openapi.."))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.vertx.ext.web.handler.BodyHandler");

    @ArchTest
    static final ArchRule onlyTheEdgesServeHttp = noClasses()
            .that(resideOutsideOfPackages(ROOT + "gateway..", ROOT + "platform.http..", ROOT + "platform.nodes.."))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.vertx.core.http.HttpServer");

    @ArchTest
    static final ArchRule hazelcastIsKnownInOnePlace = noClasses()
            .that(resideOutsideOfPackages(ROOT + "launcher.cluster.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.hazelcast..", "io.vertx.spi.cluster.."));

    @ArchTest
    static final ArchRule sqlStaysInThePlatform = noClasses()
            .that(resideOutsideOfPackages(ROOT + "platform.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient.."));

    @ArchTest
    static final ArchRule environmentIsReadByTheLauncher = noClasses()
            .that(resideOutsideOfPackages(ROOT + "launcher.."))
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    /** Nodes' clocks need not agree: leases, facts and who is alive go by the database's. */
    @ArchTest
    static final ArchRule leasesReadNoClockOfTheNode = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "platform.jobs..",
                    ROOT + "platform.events..",
                    ROOT + "platform.nodes..",
                    ROOT + "platform.database..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule storageKnowsNoCatalog = noClasses()
            .that()
            .resideInAPackage(ROOT + "platform.storage..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(ROOT + "platform.catalog..", ROOT + "platform.jobs.."));

    @ArchTest
    static final ArchRule databaseKnowsNoTable = noClasses()
            .that()
            .resideInAPackage(ROOT + "platform.database..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    ROOT + "platform.catalog..", ROOT + "platform.jobs..", ROOT + "platform.events.."));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + "(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noJunkDrawers = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..misc..", "..helpers..", "..shared..");
}
