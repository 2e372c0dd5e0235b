namespace ParallelGen.EndToEnd.Launching;

/// <summary>An application outside this repository, and the library that it calls, which are published in every way there is.</summary>
public sealed class PublishedApp : IAsyncLifetime
{
    /// <summary>One that no package folder of this machine has, for these projects look there too.</summary>
    private readonly string _version = $"0.0.0-test{Guid.NewGuid():n}";

    private readonly TempFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        await Consumer.PrepareAsync(_folder.Path, _version);
        Consumer.Write(_folder, "library/AnnotatedLibrary.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
            {Consumer.Settings}
                <IsAotCompatible>true</IsAotCompatible>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="{Built.Metadata("Library.Folder")}/*.cs" />
                <PackageReference Include="ParallelGen" Version="[{_version}]" />
              </ItemGroup>
            </Project>
            """);
        Consumer.Write(_folder, "app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
            {Consumer.Settings}
                <OutputType>Exe</OutputType>
                <RuntimeIdentifier>{Built.Metadata("Runtime")}</RuntimeIdentifier>
                <SelfContained Condition="'$(SelfContained)' == ''">false</SelfContained>
                <DefineConstants Condition="'$(Entry)' == 'true'">$(DefineConstants);ENTRY</DefineConstants>
                <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="{Built.Metadata("Published.Folder")}/*.cs" />
                <ProjectReference Include="../library/AnnotatedLibrary.csproj" />
              </ItemGroup>
            </Project>
            """);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Publishes it with these properties, without a warning, and returns the executable.</summary>
    internal async Task<string> PublishAsync(string name, params string[] properties)
    {
        string output = _folder.File(name);
        await Consumer.RunAsync("publish", _folder.File("app"), [
            "-o", output,
            $"-p:RestoreAdditionalProjectFallbackFolders={Built.Metadata("Packages.Folder")}",
            .. properties.Select(property => "-p:" + property)]);
        return Path.Combine(output, "app");
    }

    /// <summary>A file in the folder of the application.</summary>
    internal string File(string name) => _folder.File(name);
}
