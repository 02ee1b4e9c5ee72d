package io.soundforge.alchemy.launcher.config;

import java.util.List;

/** Everything that is wrong with the configuration, at once. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each: the key, what was expected and what came; never the value of a secret. */
    public List<String> problems() {
        return problems;
    }
}
