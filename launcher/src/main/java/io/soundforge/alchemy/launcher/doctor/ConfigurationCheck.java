package io.soundforge.alchemy.launcher.doctor;

import java.util.ArrayList;
import java.util.List;

/** Every mistake and every key without effect, and whether the address is one that {@code up} takes without a word. */
record ConfigurationCheck(Settings settings) implements Check {
    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        for (String problem : settings.problems()) {
            findings.add(Finding.problem(
                    name(), problem, "Correct it in the environment or in .env; see 'alchemy config'."));
        }
        for (String warning : settings.config().warnings()) {
            findings.add(Finding.warning(name(), warning, "Remove the key, or leave it if another program reads it."));
        }
        if (!settings.config().server().loopback()
                && !settings.config().supabase().signIn()) {
            findings.add(
                    Finding.warning(
                            name(),
                            "HOST is " + settings.config().server().host()
                                    + ", where others reach a server without sign-in",
                            "Set HOST=127.0.0.1, or start with 'alchemy up --insecure' behind a proxy that asks for a sign-in."));
        }
        return findings.isEmpty() ? List.of(Finding.ok(name(), "every key is understood")) : findings;
    }
}
