using System.Diagnostics;
using System.Text;
using Answerable.Engine.Sealing;

namespace Answerable.Engine.Tests.Sealing;

/// <summary>Against the stock <c>age</c> tool (Debian package <c>age</c>): whoever reads a sealed accusation has that, not our code.</summary>
public sealed class AgeInteropTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(65536)]
    [InlineData(150000)]
    public void The_stock_tool_opens_what_we_sealed(int length)
    {
        using var office = AgeIdentity.Generate();
        using var other = AgeIdentity.Generate();
        using var folder = new Folder();
        var plain = Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray();
        var key = folder.Write("key.txt", Encoding.ASCII.GetBytes(office.ExportSecret() + "\n"));
        var file = folder.Write("sealed.age", Age.Encrypt(plain, [other.Recipient, office.Recipient]));
        Assert.Equal(plain, Run("age", "--decrypt", "--identity", key, file));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(65536)]
    [InlineData(150000)]
    public void We_open_what_the_stock_tool_sealed(int length)
    {
        using var office = AgeIdentity.Generate();
        using var other = AgeIdentity.Generate();
        using var folder = new Folder();
        var plain = Enumerable.Range(0, length).Select(i => (byte)(i * 13)).ToArray();
        var file = folder.Write("plain", plain);
        var sealedText = Run("age", "--recipient", other.Recipient.ToString(), "--recipient", office.Recipient.ToString(), file);
        Assert.Equal(plain, Age.Decrypt(sealedText, office));
    }

    [Fact]
    public void A_key_made_by_the_stock_tool_is_ours_too()
    {
        var lines = Encoding.ASCII.GetString(Run("age-keygen")).Split('\n');
        using var identity = AgeIdentity.Parse(lines.Single(line => line.StartsWith("AGE-SECRET-KEY-1", StringComparison.Ordinal)));
        Assert.Equal(lines.Single(line => line.StartsWith("# public key: ", StringComparison.Ordinal))[14..], identity.Recipient.ToString());
    }

    private static byte[] Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{program} failed: {errors.Result}");
            return output.ToArray();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"The tool '{program}' is missing. Install the Debian package: apt-get install age");
        }
    }

    private sealed class Folder : IDisposable
    {
        private readonly string path = Directory.CreateTempSubdirectory("age-").FullName;

        public string Write(string name, byte[] bytes)
        {
            var file = Path.Combine(path, name);
            File.WriteAllBytes(file, bytes);
            return file;
        }

        public void Dispose() => Directory.Delete(path, recursive: true);
    }
}
