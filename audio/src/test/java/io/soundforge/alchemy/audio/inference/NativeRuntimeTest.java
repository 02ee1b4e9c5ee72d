package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeRuntimeTest {
    @TempDir
    Path folder;

    @Test
    void unpackInto_writesTheLibrariesOnce_andAgainWhenDamaged() throws IOException {
        Path libraries = NativeRuntime.unpackInto(folder).orElseThrow();
        Path main = libraries.resolve(System.mapLibraryName("onnxruntime"));
        Path bridge = libraries.resolve(System.mapLibraryName("onnxruntime4j_jni"));
        long size = Files.size(main);
        assertThat(bridge).isNotEmptyFile();

        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(main, old);
        Files.write(bridge, new byte[] {0}, StandardOpenOption.APPEND);
        long damaged = Files.size(bridge);
        assertThat(NativeRuntime.unpackInto(folder)).contains(libraries);

        assertThat(Files.getLastModifiedTime(main)).isEqualTo(old);
        assertThat(Files.size(main)).isEqualTo(size);
        assertThat(Files.size(bridge)).isEqualTo(damaged - 1);
        try (Stream<Path> files = Files.list(libraries)) {
            assertThat(files).contains(main, bridge).noneMatch(file -> file.toString()
                    .endsWith(".part"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x64",
        "Linux, aarch64, linux-aarch64",
        "Mac OS X, aarch64, osx-aarch64",
        "Mac OS X, x86_64, osx-x64",
        "Windows 11, amd64, win-x64"
    })
    void platform_isTheFolderInsideTheDependency(String os, String arch, String name) {
        assertThat(NativeRuntime.platform(os, arch)).isEqualTo(name);
    }
}
