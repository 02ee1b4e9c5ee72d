package io.soundforge.alchemy.launcher.offline;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file named on the command line. */
public record InputFile(Path path) {
    /** @throws AlchemyException NOT_FOUND, UNSUPPORTED_MEDIA or FORBIDDEN when there is no readable file */
    public InputFile requireReadable() {
        if (!Files.exists(path)) {
            throw new AlchemyException(ErrorCode.NOT_FOUND, "no such file");
        }
        if (Files.isDirectory(path)) {
            throw new AlchemyException(ErrorCode.UNSUPPORTED_MEDIA, "expected an audio file, this is a folder");
        }
        if (!Files.isReadable(path)) {
            throw new AlchemyException(ErrorCode.FORBIDDEN, "the file may not be read");
        }
        return this;
    }

    public String name() {
        Path name = path.getFileName();
        return name == null ? "_" : name.toString();
    }

    /** The name without its extension, safe as the name of a folder. */
    public String baseName() {
        String name = name();
        int dot = name.lastIndexOf('.');
        String base = dot > 0 ? name.substring(0, dot) : name;
        return base.chars().allMatch(character -> character == '.') ? "_" : base;
    }
}
