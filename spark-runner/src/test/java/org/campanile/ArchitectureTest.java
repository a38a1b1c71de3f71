package org.campanile;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the imports to the plan of docs/architecture.md: which package may know which. */
class ArchitectureTest {
    /** Every package, in an order in which each may import only those before it. */
    private static final List<String> ORDER = List.of(
            "core",
            "core.config",
            "core.schema",
            "core.math",
            "core.parallel",
            "core.storage",
            "core.batch",
            "core.transform",
            "core.shard",
            "core.sampling",
            "core.stream",
            "core.negative",
            "core.optimizer",
            "core.collective",
            "core.embedding",
            "core.nn",
            "core.loss",
            "core.metric",
            "core.model",
            "core.checkpoint",
            "core.training",
            "core.evaluation",
            "core.bundle",
            "core.chart",
            "core.tracking",
            "core.cli",
            "towers",
            "dlrm",
            "spark",
            "spark.preparation",
            "spark.preparation.text",
            "spark.preparation.amazonbook",
            "spark.preparation.interactions",
            "spark.preparation.itemsets",
            "spark.preparation.movielens",
            "spark.preparation.synthetic",
            "spark.preparation.yidiannews",
            "spark.preparation.clicks",
            "spark.preparation.table",
            "spark.collective",
            "spark.storage",
            "spark.bundle",
            "spark.evaluation",
            "spark.training",
            "spark.inference",
            "spark.doctor",
            "spark.cli",
            "serving",
            "serving.index",
            "serving.model",
            "serving.store",
            "serving.experiment",
            "serving.funnel",
            "serving.http",
            "serving.cli",
            "examples");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar")) // what modules' tests share
            .importPackages("org.campanile");

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        check(classes().should().resideInAnyPackage(packages(0, ORDER.size())));
    }

    @ParameterizedTest
    @MethodSource("places")
    void aPackageImportsOnlyThoseBeforeIt(int place) {
        check(noClasses()
                .that()
                .resideInAPackage(packageAt(place))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(place + 1, ORDER.size())));
    }

    @Test
    void noCycles() {
        check(slices().matching("org.campanile.(**)").should().beFreeOfCycles());
    }

    @Test
    void sparkStaysInItsModule() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.campanile.spark..", "org.campanile.examples..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.spark.."));
    }

    @Test
    void deeplearning4jStaysInNetworksLossesAndModels() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.campanile.core.nn..",
                        "org.campanile.core.loss..",
                        "org.campanile.towers..",
                        "org.campanile.dlrm..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.deeplearning4j.."));
    }

    /** Both read the environment when they are loaded, so that it must have been set right before. */
    @Test
    void openBlasAndNd4jAreReachedThroughTheirDoors() {
        check(classes()
                .that(callStatically("org.bytedeco.openblas.global.openblas_nolapack")
                        .and(not(simpleName("Blas"))))
                .should()
                .dependOnClassesThat()
                .haveSimpleName("Blas"));
        check(classes()
                .that(callStatically("org.nd4j.linalg.factory.Nd4j").and(not(simpleName("Nd4jStart"))))
                .should()
                .dependOnClassesThat()
                .haveSimpleName("Nd4jStart"));
    }

    private static DescribedPredicate<JavaClass> callStatically(String type) {
        return DescribedPredicate.describe(
                "call " + type,
                javaClass -> javaClass.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().getName().equals(type)));
    }

    @Test
    void theModelFamiliesDoNotKnowEachOther() {
        check(noClasses()
                .that()
                .resideInAPackage("org.campanile.dlrm..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.campanile.towers.."));
    }

    @Test
    void sparkFindsModelsOnlyThroughTheServiceLoader() {
        check(noClasses()
                .that()
                .resideInAPackage("org.campanile.spark..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.campanile.towers..", "org.campanile.dlrm.."));
    }

    private static IntStream places() {
        return IntStream.range(0, ORDER.size());
    }

    private static String[] packages(int from, int to) {
        return IntStream.range(from, to).mapToObj(ArchitectureTest::packageAt).toArray(String[]::new);
    }

    private static String packageAt(int place) {
        return "org.campanile." + ORDER.get(place);
    }

    /** Packages that are still empty are no failure. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
