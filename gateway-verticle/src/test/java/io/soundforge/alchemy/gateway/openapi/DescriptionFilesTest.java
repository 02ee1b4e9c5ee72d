package io.soundforge.alchemy.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whichever files there are, in folders and in jars, are found without a list of them. */
class DescriptionFilesTest {
    @TempDir
    Path folder;

    @Test
    void filesOfAJar_areFound() throws Exception {
        Path jar = folder.resolve("some.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            put(out, "openapi/root.yaml", "openapi: 3.1.0");
            put(out, "openapi/moods.yaml", "paths: {}");
            put(out, "openapi/README.txt", "none of them");
            put(out, "elsewhere/other.yaml", "paths: {}");
        }

        assertThat(names(jar)).containsExactly("moods.yaml", "root.yaml");
    }

    @Test
    void filesOfAFolder_areFound() throws Exception {
        Files.createDirectories(folder.resolve("openapi"));
        Files.writeString(folder.resolve("openapi/root.yaml"), "openapi: 3.1.0");
        Files.writeString(folder.resolve("openapi/moods.yaml"), "paths: {}");

        assertThat(names(folder)).containsExactly("moods.yaml", "root.yaml");
    }

    @Test
    void fileThatIsNoMapping_isNamed() {
        assertThatThrownBy(() -> DescriptionFiles.parse("moods.yaml", "- one\n- two"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("moods.yaml");
    }

    @Test
    void statusWithoutQuotes_isAText() {
        assertThat(DescriptionFiles.parse("moods.yaml", "responses: {200: {description: It.}}")
                        .getJsonObject("responses")
                        .fieldNames())
                .containsExactly("200");
    }

    private static Iterable<String> names(Path place) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {place.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            return DescriptionFiles.read(loader).keySet();
        }
    }

    private static void put(JarOutputStream jar, String name, String text) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }
}
