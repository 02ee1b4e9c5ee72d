package io.soundforge.alchemy.launcher.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A path's folders, from itself upwards. */
final class Ancestors {
    private Ancestors() {}

    /** The nearest thing that exists, which may be the path itself. */
    static Path existing(Path path) {
        return upwards(path).filter(Files::exists).findFirst().orElse(path.getRoot());
    }

    /** The checkout of this program that the path lies in. */
    static Optional<Path> checkout(Path path) {
        return upwards(path)
                .filter(folder -> Files.exists(folder.resolve("launcher").resolve("pom.xml"))
                        && Files.exists(folder.resolve("alchemy")))
                .findFirst();
    }

    private static Stream<Path> upwards(Path path) {
        return Stream.iterate(path.toAbsolutePath().normalize(), folder -> folder != null, Path::getParent);
    }
}
