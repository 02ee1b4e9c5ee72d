package io.soundforge.alchemy.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What the build knows of itself.
 *
 * @param version of the program
 * @param postgresVersion of the PostgreSQL that comes along
 */
public record Build(String version, String postgresVersion) {
    public static Build current() {
        Properties properties = new Properties();
        try (InputStream file = Build.class.getResourceAsStream("build.properties")) {
            if (file == null) {
                throw new IllegalStateException("build.properties is missing from the program");
            }
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Build(properties.getProperty("version"), properties.getProperty("postgres.version"));
    }
}
