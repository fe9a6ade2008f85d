namespace FlinkReady.Witnesses.Metadata;

/// <summary>
/// Java's modified UTF-8 (<c>DataInput.readUTF</c>): NUL is C0 80, and what lies beyond the basic plane is two surrogates of three bytes each, so a strict
/// reader of UTF-8 fails on it.
/// </summary>
internal static class JavaText
{
    /// <summary>The text; null where the bytes are none.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        var characters = new char[bytes.Length];
        var count = 0;
        for (var i = 0; i < bytes.Length; count++)
        {
            var lead = bytes[i];
            var length = lead < 0x80 ? 1 : lead >> 5 == 0b110 ? 2 : lead >> 4 == 0b1110 ? 3 : 0;
            if (length == 0 || length > bytes.Length - i)
            {
                return null;
            }

            var code = length switch { 1 => lead, 2 => lead & 0x1f, _ => lead & 0x0f };
            for (var next = 1; next < length; next++)
            {
                var trail = bytes[i + next];
                if (trail >> 6 != 0b10)
                {
                    return null;
                }

                code = (code << 6) | (trail & 0x3f);
            }

            characters[count] = (char)code;
            i += length;
        }

        return new string(characters, 0, count);
    }
}
