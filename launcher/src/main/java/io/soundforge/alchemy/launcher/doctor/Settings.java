package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ConfigException;
import io.soundforge.alchemy.launcher.config.ConfigKey;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration as far as it can be understood: where it has mistakes, the keys concerned are left out, so that the
 * rest can still be checked.
 *
 * @param variables environment and {@code .env}; without the file if that has mistakes
 * @param problems one sentence per mistake
 */
record Settings(AlchemyConfig config, Map<String, String> variables, List<String> problems) {
    /** @param dotEnv need not exist */
    static Settings read(Map<String, String> environment, Path dotEnv) {
        List<String> problems = new ArrayList<>();
        Map<String, String> variables = variables(environment, dotEnv, problems);
        return new Settings(config(variables, problems), variables, List.copyOf(problems));
    }

    Settings with(AlchemyConfig other) {
        return new Settings(other, variables, problems);
    }

    private static Map<String, String> variables(Map<String, String> environment, Path dotEnv, List<String> problems) {
        try {
            return ConfigReader.variables(environment, dotEnv);
        } catch (ConfigException e) {
            problems.addAll(e.problems());
            return environment;
        }
    }

    private static AlchemyConfig config(Map<String, String> variables, List<String> problems) {
        try {
            return ConfigReader.read(variables);
        } catch (ConfigException e) {
            problems.addAll(e.problems());
            return withoutWrong(variables, e.problems());
        }
    }

    private static AlchemyConfig withoutWrong(Map<String, String> variables, List<String> problems) {
        Map<String, String> rest = new HashMap<>(variables);
        Arrays.stream(ConfigKey.values())
                .map(ConfigKey::name)
                .filter(key -> problems.stream().anyMatch(problem -> problem.matches(".*\\b" + key + "\\b.*")))
                .forEach(rest::remove);
        try {
            return ConfigReader.read(rest);
        } catch (ConfigException e) {
            return ConfigReader.read(Map.of());
        }
    }
}
