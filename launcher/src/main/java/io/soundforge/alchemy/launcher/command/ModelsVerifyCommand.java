package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.install.ModelVerifier;
import io.soundforge.alchemy.audio.inference.install.ModelVerifier.Verdict;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alchemy models verify}. */
@Command(
        name = "verify",
        description = "Compare the files of installed models with the hashes written down when they were installed, and"
                + " let each model run once. Without NAME: all of them.")
final class ModelsVerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Names of installed models.")
    private List<String> names = List.of();

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    ModelsVerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Tools tools = new Tools(surroundings);
        try (ModelRegistry models = tools.models()) {
            ModelVerifier verifier = new ModelVerifier(tools.modelsFolder(), models);
            List<Verdict> verdicts = new ArrayList<>();
            for (String name : names.isEmpty() ? models.names() : names) {
                verdicts.add(verdict(verifier, name));
            }
            tell(verdicts);
            return verdicts.stream().allMatch(Verdict::sound) ? ExitStatus.ALL_DONE : ExitStatus.SOME_FAILED;
        }
    }

    private static Verdict verdict(ModelVerifier verifier, String name) {
        try {
            return verifier.verify(name);
        } catch (AlchemyException e) {
            return new Verdict(name, false, List.of(e.failure().message()), List.of());
        }
    }

    private void tell(List<Verdict> verdicts) {
        if (json) {
            surroundings.out().println(Json.text(verdicts));
        } else if (verdicts.isEmpty()) {
            surroundings.out().println("no models are installed but the built-in one");
        } else {
            verdicts.forEach(verdict -> surroundings.out().println(text(verdict)));
        }
    }

    private static String text(Verdict verdict) {
        if (!verdict.sound()) {
            return verdict.model() + " is broken: " + String.join("; ", verdict.problems());
        }
        return verdict.model()
                + (verdict.recorded()
                        ? " is whole and runs"
                        : " runs; it was put there by hand, so nothing says what its hash should be");
    }
}
