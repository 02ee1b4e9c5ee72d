/** The program yt-dlp. */
@org.jspecify.annotations.NullMarked
package io.soundforge.alchemy.download.provider.ytdlp;
